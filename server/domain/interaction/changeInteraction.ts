import { sql } from 'kysely'
import type { CaseId, InteractionId, StaffId } from '#shared/contract/ids'
import type { Interaction, InteractionState } from '#shared/contract/interaction'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { selectInteraction } from './sql.ts'
import { previewOf } from './startInteraction.ts'

export type InteractionChange = {
  interactionId: InteractionId
  state?: InteractionState
  staffId?: StaffId | null
  subject?: string
  preview?: string
  /** A phone or email the person gave in the course of the contact. */
  address?: string | null
  caseId?: CaseId | null
  threadId?: InteractionId | null
  endedAt?: Date | null
  /** Merged into what is there. */
  detail?: Record<string, unknown>
}

/** Changes what is named, leaves the rest, and announces `interactionChanged` with the whole new line. */
export async function changeInteraction(input: InteractionChange, ctx: Context): Promise<Interaction> {
  const set = [
    input.state !== undefined && sql`state = ${input.state}`,
    input.staffId !== undefined && sql`staff_id = ${input.staffId}`,
    input.subject !== undefined && sql`subject = ${input.subject.slice(0, 500)}`,
    input.preview !== undefined && sql`preview = ${previewOf(input.preview)}`,
    input.address !== undefined && sql`address = ${input.address}`,
    input.caseId !== undefined && sql`case_id = ${input.caseId}`,
    input.threadId !== undefined && sql`thread_id = ${input.threadId}`,
    input.endedAt !== undefined && sql`ended_at = ${input.endedAt}`,
    input.detail !== undefined && sql`detail = detail || ${JSON.stringify(input.detail)}::jsonb`,
  ].filter((part) => part !== false)
  if (set.length > 0)
    await sql`update interaction set ${sql.join(set)} where id = ${input.interactionId}`.execute(ctx.tx)
  const interaction = await selectInteraction(ctx.tx, input.interactionId)
  await announce(ctx, 'interactionChanged', { interaction })
  return interaction
}
