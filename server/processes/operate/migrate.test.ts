import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CaseId, InstanceId } from '#shared/contract/ids'
import { nodeMapText } from '#shared/contract/migration'
import type { WorldServer } from '../../db/testing/serveWorld.ts'
import { taskHandlers } from '../../domain/task/index.ts'
import { engine } from '../index.ts'
import { type AppealWorld, commandId, makeAppealWorld } from '../testing/appealWorld.ts'

let world: AppealWorld
let server: WorldServer
beforeAll(async () => {
  world = await makeAppealWorld()
  server = await world.serve()
})
afterAll(() => world.close())

const key = 'appeal'
const reason = 'Новая редакция процесса'
async function registered(): Promise<{ caseId: CaseId; instanceId: InstanceId }> {
  const { id, number } = await world.register({ now: new Date() })
  const found = await server.call('findInstances', { key, businessKey: number }, world.staff.analyst)
  return { caseId: CaseId.parse(id), instanceId: InstanceId.parse(found.body.items[0]?.id) }
}

it('takes appeals to a version whose first step is for clerks: the task follows, whoever has taken it keeps it', async () => {
  const one = await registered()
  const other = await registered()
  const before = await world.openStep(one.caseId)
  await world.asStaff(world.staff.agent, (ctx) =>
    taskHandlers.claimTask({ taskId: before.id, commandId: commandId() }, ctx),
  )
  const drawn = await readFile(join(import.meta.dirname, '../appeal/appeal.bpmn'), 'utf8')
  const xml = drawn
    .replace(/\b(id|sourceRef|targetRef|attachedToRef|bpmnElement)="classify"/g, '$1="sort"')
    .replace(/(id="sort"[^>]*okno:roles=")[^"]*/, '$1clerk')
  expect(xml).toContain('okno:roles="clerk"')
  await world.asSystem((ctx) => engine.deploy({ xml }, ctx))

  const from = 1
  const to = 2
  const unmapped = await server.call('previewMigration', { key, from, to }, world.staff.auditor)
  expect(unmapped.body).toMatchObject({ moved: [], running: 2 })
  expect(unmapped.body.refused[0]?.problems[0]).toEqual({
    code: 'noCounterpart',
    elementId: 'classify',
    toElementId: null,
  })
  const map = { classify: 'sort' }
  const preview = await server.call(
    'previewMigration',
    { key, from, to, map: nodeMapText(map) },
    world.staff.supervisor,
  )
  expect(preview.body.moved).toEqual([one.instanceId, other.instanceId])
  const bad = await server.call('previewMigration', { key, from, to, map: '[' }, world.staff.auditor)
  expect(bad).toMatchObject({ status: 409, body: { refusal: 'badMap' } })

  const migration = { key, from, to, map, reason, instanceIds: [one.instanceId] }
  expect((await server.call('migrateInstances', migration, world.staff.supervisor)).status).toBe(403)
  const { body } = await server.call('migrateInstances', migration, world.staff.analyst)
  expect(body).toEqual({ moved: [one.instanceId], refused: [], next: null })
  const after = await world.openStep(one.caseId)
  expect(after).toMatchObject({
    id: before.id,
    roles: ['clerk'],
    assigneeId: world.staff.agent.id,
    dueAt: before.dueAt,
  })
  expect(await world.facts('instancesMigrated')).toMatchObject([
    { actor: `staff:${world.staff.analyst.id}`, payload: { from, to, moved: [one.instanceId], reason, map } },
  ])
  const opened = await server.call('openInstance', { instanceId: one.instanceId }, world.staff.analyst)
  expect(opened.body).toMatchObject({ version: 2, nodes: ['sort'] })
  expect(opened.body.steps.at(-1)).toMatchObject({ event: 'migrated', detail: { from, to, reason } })
  expect((await server.call('openInstance', { instanceId: other.instanceId }, world.staff.analyst)).body.version).toBe(
    1,
  )
})
