import { Missing } from '#shared/contract/contract'
import type { OpenedProcess, ProcessKey } from '#shared/contract/process'
import type { Context } from '../../db/context.ts'
import { processEngine } from './ports.ts'
import { markOf, namesOf, selectDraft, selectSaid } from './sql.ts'

/** A process with its versions, newest first, and what is being drawn. Throws Missing('noSuchProcess'). */
export async function openProcess({ key }: { key: ProcessKey }, ctx: Context): Promise<OpenedProcess> {
  const deployed = await processEngine().versions({ key }, ctx)
  const draft = await selectDraft(ctx, key)
  const name = draft?.name ?? deployed[0]?.name
  if (name === undefined) throw new Missing('noSuchProcess')
  const said = await selectSaid(ctx, key)
  const names = await namesOf(
    ctx,
    deployed.map(({ deployedBy }) => deployedBy),
  )
  return {
    key,
    name,
    hasOwnWork: processEngine().hasOwnWork(key),
    versions: deployed.map((version) => ({
      version: version.version,
      name: version.name,
      deployedAt: version.deployedAt.toISOString(),
      deployedByName: names.get(version.deployedBy) ?? null,
      comment: said.get(version.version)?.comment ?? null,
      rolledBackTo: said.get(version.version)?.rolledBackTo ?? null,
    })),
    draft: draft && { ...markOf(draft), xml: draft.xml },
  }
}

/** The drawing of one version. Throws Missing('noSuchVersion'). */
export async function openProcessVersion({ key, version }: { key: ProcessKey; version: number }, ctx: Context) {
  const deployed = (await processEngine().versions({ key }, ctx)).find((one) => one.version === version)
  const xml = await processEngine().xml({ key, version }, ctx)
  if (!deployed || xml === null) throw new Missing('noSuchVersion')
  return { version, name: deployed.name, xml }
}
