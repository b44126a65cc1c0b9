import { sql } from 'kysely'
import { Missing } from '#shared/contract/contract'
import type { CaseId, InteractionId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { visitorOf } from '../chat/index.ts'

/** Only of the contact it is watched by: a case made out of a chat is not shown to whoever wrote there. Throws Missing('noSuchCase'). */
export async function watchedCase(ctx: Context): Promise<{ caseId: CaseId; interactionId: InteractionId }> {
  const interactionId = visitorOf(ctx)
  const { rows } = await sql<{ id: CaseId }>`
    select id from "case" where portal_interaction_id = ${interactionId}`.execute(ctx.tx)
  if (!rows[0]) throw new Missing('noSuchCase')
  return { caseId: rows[0].id, interactionId }
}
