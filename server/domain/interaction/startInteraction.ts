import { sql } from 'kysely'
import type { BranchId, CaseId, ConsumerId, InteractionId, OfficeId, StaffId } from '#shared/contract/ids'
import type { ChannelKind, Direction, Interaction, InteractionState } from '#shared/contract/interaction'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { selectInteraction } from './sql.ts'

export type NewInteraction = {
  id?: InteractionId
  consumerId?: ConsumerId | null
  branchId?: BranchId | null
  officeId?: OfficeId | null
  channel: ChannelKind
  direction: Direction
  state: InteractionState
  subject: string
  preview?: string
  address?: string | null
  threadId?: InteractionId | null
  caseId?: CaseId | null
  staffId?: StaffId | null
  startedAt?: Date
  endedAt?: Date | null
  detail?: Record<string, unknown>
}

/** Puts a new contact on the timeline and announces `interactionStarted`. A consumer's contact belongs to the consumer's branch. */
export async function startInteraction(input: NewInteraction, ctx: Context): Promise<Interaction> {
  const id = input.id ?? newId<InteractionId>()
  const startedAt = input.startedAt ?? ctx.now
  const endedAt = input.endedAt ?? (input.state === 'ended' ? ctx.now : null)
  await sql`
    insert into interaction (id, consumer_id, branch_id, office_id, channel, direction, state, subject, preview, address,
      thread_id, case_id, staff_id, started_at, ended_at, last_at, detail)
    values (${id}, ${input.consumerId ?? null},
      coalesce((select branch_id from consumer where id = ${input.consumerId ?? null}), ${input.branchId ?? null}::uuid),
      ${input.officeId ?? null}, ${input.channel}, ${input.direction}, ${input.state}, ${input.subject.slice(0, 500)},
      ${previewOf(input.preview ?? '')}, ${input.address ?? null}, ${input.threadId ?? null}, ${input.caseId ?? null},
      ${input.staffId ?? null}, ${startedAt}, ${endedAt}, ${startedAt}, ${JSON.stringify(input.detail ?? {})}::jsonb)`.execute(
    ctx.tx,
  )
  const interaction = await selectInteraction(ctx.tx, id)
  await announce(ctx, 'interactionStarted', { interaction })
  return interaction
}

/** One line of text for a closed entry: white space folded, at most 200 characters. */
export const previewOf = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 200)
