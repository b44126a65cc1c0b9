import { type RawBuilder, sql } from 'kysely'
import { Call, type CallOutcome, type CallParty, type CallState } from '#shared/contract/call'
import { Missing } from '#shared/contract/contract'
import type { CallId, StaffId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Calls as the contract shows them; the result and the note are those of `viewer`'s last stretch, else of the last one at all. */
export async function selectCalls(
  tx: Context['tx'],
  tail: RawBuilder<unknown>,
  viewer: StaffId | null = null,
): Promise<Call[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select k.id, k.direction, k.phone, k.state, k.staff_id as "staffId", i.consumer_id as "consumerId", c.name as "consumerName",
      k.invited_at as "startedAt", k.answered_at as "answeredAt", k.ended_at as "endedAt", k.ended_by as "endedBy", k.outcome,
      p.disposition, coalesce(p.note, '') as note, p.wrapped_up_at as "wrappedUpAt"
    from call k join interaction i on i.id = k.id left join consumer c on c.id = i.consumer_id
    left join lateral (
      select disposition, note, wrapped_up_at from call_part where call_id = k.id
      order by (staff_id = ${viewer ?? NOBODY}::uuid) desc, joined_at desc limit 1) p on true
    ${tail}`.execute(tx)
  return rows.map((row) => Call.parse(withIso(row)))
}

export async function selectCall(tx: Context['tx'], id: CallId, viewer: StaffId | null = null): Promise<Call> {
  const [call] = await selectCalls(tx, sql`where k.id = ${id}`, viewer)
  if (!call) throw new Missing('noSuchCall')
  return call
}

export type LockedCall = {
  id: CallId
  direction: 'in' | 'out'
  phone: string | null
  state: CallState
  staffId: StaffId | null
  offeredTo: StaffId | null
  tried: StaffId[]
  invitedAt: Date
  answeredAt: Date | null
}

/** The row, locked until the transaction ends. */
export async function lockCall(tx: Context['tx'], id: CallId): Promise<LockedCall> {
  const { rows } = await sql<LockedCall>`
    select id, direction, phone, state, staff_id as "staffId", offered_to as "offeredTo", tried, invited_at as "invitedAt",
      answered_at as "answeredAt" from call where id = ${id} for update`.execute(tx)
  if (!rows[0]) throw new Missing('noSuchCall')
  return rows[0]
}

export type CallChange = {
  state?: CallState
  staffId?: StaffId | null
  offeredTo?: StaffId | null
  answeredAt?: Date
  endedAt?: Date
  endedBy?: CallParty
  outcome?: CallOutcome
}

export async function updateCall(tx: Context['tx'], id: CallId, change: CallChange): Promise<void> {
  const set = [
    change.state !== undefined && sql`state = ${change.state}`,
    change.staffId !== undefined && sql`staff_id = ${change.staffId}`,
    change.offeredTo !== undefined && sql`offered_to = ${change.offeredTo}`,
    change.answeredAt !== undefined && sql`answered_at = ${change.answeredAt}`,
    change.endedAt !== undefined && sql`ended_at = ${change.endedAt}`,
    change.endedBy !== undefined && sql`ended_by = ${change.endedBy}`,
    change.outcome !== undefined && sql`outcome = ${change.outcome}`,
  ].filter((part) => part !== false)
  await sql`update call set ${sql.join(set)} where id = ${id}`.execute(tx)
}

export async function joinCall(tx: Context['tx'], callId: CallId, staffId: StaffId, at: Date): Promise<void> {
  await sql`insert into call_part (call_id, staff_id, joined_at) values (${callId}, ${staffId}, ${at}) on conflict do nothing`.execute(
    tx,
  )
}

export async function leaveCall(tx: Context['tx'], callId: CallId, staffId: StaffId, at: Date): Promise<void> {
  await sql`update call_part set left_at = ${at} where call_id = ${callId} and staff_id = ${staffId} and left_at is null`.execute(
    tx,
  )
}

/** Whether the person is on this very call, with the row of their presence locked. */
export async function isOnCall(
  tx: Context['tx'],
  staffId: StaffId,
  callId: CallId,
  state: 'busy' | 'wrapUp',
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from presence where staff_id = ${staffId} and state = ${state} and interaction_id = ${callId} for update`.execute(
    tx,
  )
  return rows.length > 0
}

function withIso(row: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
  )
}
