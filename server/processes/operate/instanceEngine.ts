import { sql } from 'kysely'
import { InstanceLine, InstanceStep } from '#shared/contract/instance'
import { MigratedPortion } from '#shared/contract/migration'
import type { Context } from '../../db/context.ts'
import type { InstanceEngine } from '../../domain/instance/index.ts'
import type { Engine, FoundInstance } from '../../engine/index.ts'
import { openedOf } from './openedOf.ts'
import { plain } from './plain.ts'

const Step = InstanceStep.omit({ actorName: true })

/** The engine as the operators of its instances see it, in the words of the contract. */
export const instanceEngineOver = ({ operations, cancelInstance }: Engine): InstanceEngine => ({
  find: async (filter, ctx) => (await operations.findInstances(filter, ctx)).map((one) => lineOf(one, ctx.now)),
  async open(input, ctx) {
    const opened = await operations.openInstance(input, ctx)
    return openedOf(opened, lineOf(opened, ctx.now))
  },
  async steps(input, ctx) {
    const { steps, olderSteps } = await operations.listSteps(input, ctx)
    return { steps: steps.map((step) => Step.parse(plain(step))), olderSteps }
  },
  async statistics({ key, version, since }, ctx) {
    const definitionId = await definitionIdOf(key, version, ctx)
    return definitionId === undefined ? undefined : operations.nodeStatistics({ definitionId, since }, ctx)
  },
  changeVariable: operations.changeVariable,
  moveToken: operations.moveToken,
  cancel: cancelInstance,
  retryIncident: operations.retryIncident,
  skipIncident: operations.skipIncident,
  previewMigration: async (input, ctx) => MigratedPortion.parse(await operations.previewMigration(input, ctx)),
  migrate: async (input, ctx) => MigratedPortion.parse(await operations.migrateInstances(input, ctx)),
  running,
})

function lineOf(found: FoundInstance, now: Date): InstanceLine {
  const isOverdue = found.dueAt !== null && found.dueAt <= now
  return InstanceLine.parse(plain({ ...found, isOverdue }))
}

async function running({ key, version }: { key: string; version: number }, ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from engine_instance i join engine_definition d on d.id = i.definition_id
    where d.key = ${key} and d.version = ${version} and i.state = 'active'`.execute(ctx.tx)
  return rows[0]?.count ?? 0
}

async function definitionIdOf(key: string, version: number, ctx: Context): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from engine_definition where key = ${key} and version = ${version}`.execute(ctx.tx)
  return rows[0]?.id
}
