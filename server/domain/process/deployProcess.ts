import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { SuggestionId } from '#shared/contract/ids'
import type { Deployment, ProcessKey } from '#shared/contract/process'
import type { Context } from '../../db/context.ts'
import { tieToVersion } from '../suggestion/index.ts'
import { processEngine } from './ports.ts'
import { recordVersion } from './recordVersion.ts'
import { lockDraft } from './sql.ts'

type Input = { key: ProcessKey; revision: number; comment: string; realises: readonly SuggestionId[] }

/**
 * Makes the draft the newest version; what the engine has against it comes back as a value, and the draft stays.
 * Refusals: noDraft, draftChangedMeanwhile, nothingChanged, keyDiffers, suggestionNotAccepted.
 */
export async function deployProcess({ key, revision, comment, realises }: Input, ctx: Context): Promise<Deployment> {
  const draft = await lockDraft(ctx, key, revision)
  const deployed = await processEngine().deploy({ xml: draft.xml }, ctx)
  if ('problems' in deployed) return { outcome: 'refused', problems: [...deployed.problems] }
  // a drawing of another process under this key would become a version of that one
  if (deployed.key !== key) throw new Refusal('keyDiffers', { key: deployed.key })
  if (!deployed.isNew) throw new Refusal('nothingChanged')
  const { version, name } = deployed
  await recordVersion({ key, name, version, comment, rolledBackTo: null }, ctx)
  for (const suggestionId of realises) await tieToVersion({ suggestionId, key, version }, ctx)
  await sql`delete from process_draft where key = ${key}`.execute(ctx.tx)
  return { outcome: 'deployed', version }
}
