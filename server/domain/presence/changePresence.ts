import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { InteractionId, StaffId } from '#shared/contract/ids'
import type { AuxReason, Presence, PresenceState } from '#shared/contract/presence'
import { announce } from '../../db/announce.ts'
import { type Context, staffOf } from '../../db/context.ts'
import { presenceOf, selectPresence } from './sql.ts'

type Change = {
  staffId: StaffId
  state: PresenceState
  reason?: AuxReason | null
  interactionId?: InteractionId | null
}

async function change(
  { staffId, state, reason = null, interactionId = null }: Change,
  ctx: Context,
): Promise<Presence> {
  const availableSince = state === 'available' ? ctx.now : null
  await sql`
    insert into presence (staff_id, state, reason, since, available_since, interaction_id)
    values (${staffId}, ${state}, ${reason}, ${ctx.now}, ${availableSince}, ${interactionId})
    on conflict (staff_id) do update set state = excluded.state, reason = excluded.reason, since = excluded.since,
      available_since = excluded.available_since, interaction_id = excluded.interaction_id`.execute(ctx.tx)
  const presence = await presenceOf(ctx.tx, staffId)
  await announce(ctx, 'presenceChanged', { presence })
  return presence
}

/** What the person says of themselves. Refusal onACall: a call has to be ended first. */
export async function setPresence(
  input: { state: 'available' | 'aux' | 'offline'; reason: AuxReason | null },
  ctx: Context,
): Promise<Presence> {
  const staff = staffOf(ctx)
  const { rows } = await sql<{
    state: PresenceState
  }>`select state from presence where staff_id = ${staff.id} for update`.execute(ctx.tx)
  if (rows[0]?.state === 'busy') throw new Refusal('onACall')
  return change({ staffId: staff.id, state: input.state, reason: input.state === 'aux' ? input.reason : null }, ctx)
}

/** The telephone has taken the person: busy until `wrapUp` or `release`. */
export const occupy = (input: { staffId: StaffId; interactionId: InteractionId }, ctx: Context): Promise<Presence> =>
  change({ ...input, state: 'busy' }, ctx)

/** After a call: time for the result, no new call yet. */
export const wrapUp = (input: { staffId: StaffId; interactionId: InteractionId }, ctx: Context): Promise<Presence> =>
  change({ ...input, state: 'wrapUp' }, ctx)

/** Ready for the next one: now the last in the line of the idle. */
export const release = (input: { staffId: StaffId }, ctx: Context): Promise<Presence> =>
  change({ ...input, state: 'available' }, ctx)

/** Makes the row that everything above needs; keeps a state that is already there. */
export async function ensurePresence({ staffId }: { staffId: StaffId }, ctx: Context): Promise<void> {
  await sql`insert into presence (staff_id, state, since) values (${staffId}, 'offline', ${ctx.now}) on conflict do nothing`.execute(
    ctx.tx,
  )
}

/** Offline, if nothing else is known of the person: their last session or socket has gone. A call is never cut by it. */
export async function goOffline({ staffId }: { staffId: StaffId }, ctx: Context): Promise<void> {
  const { rows } = await sql<{
    state: PresenceState
  }>`select state from presence where staff_id = ${staffId} for update`.execute(ctx.tx)
  const state = rows[0]?.state
  if (state && state !== 'offline' && state !== 'busy') await change({ staffId, state: 'offline' }, ctx)
}

/**
 * The available person who has waited longest for a call and has a registered phone; the row is locked, and one that another call
 * has locked is passed over, so no two calls are offered to one person.
 */
export async function pickLongestIdle(
  { exclude }: { exclude: readonly StaffId[] },
  ctx: Context,
): Promise<Presence | undefined> {
  const { rows } = await sql<{ staff_id: StaffId }>`
    select p.staff_id from presence p join staff s on s.id = p.staff_id
    where p.state = 'available' and p.is_registered and s.sip_user is not null and 'agent' = any(s.roles)
      and not (p.staff_id = any(${exclude}::uuid[]))
    order by p.available_since limit 1 for update of p skip locked`.execute(ctx.tx)
  const staffId = rows[0]?.staff_id
  return staffId && presenceOf(ctx.tx, staffId)
}

/** The phone of this SIP user is there or has gone: who has none is offered no call. */
export async function hearSip(
  { sipUser, isRegistered }: { sipUser: string; isRegistered: boolean },
  ctx: Context,
): Promise<void> {
  await sql`
    insert into presence (staff_id, state, since, is_registered)
    select id, 'offline', ${ctx.now}, ${isRegistered} from staff where sip_user = ${sipUser}
    on conflict (staff_id) do update set is_registered = excluded.is_registered`.execute(ctx.tx)
}

/** The telephone exchange has just begun: no phone has registered with it yet. */
export async function forgetPhones(ctx: Context): Promise<void> {
  await sql`update presence set is_registered = false where is_registered`.execute(ctx.tx)
}

/** Everybody who can take work, with what they do now. */
export function listPresence(_input: object, ctx: Context): Promise<Presence[]> {
  const staff = staffOf(ctx)
  const branch = staff.branchId ? sql`where s.branch_id is null or s.branch_id = ${staff.branchId}` : sql``
  return selectPresence(ctx.tx, sql`${branch} order by s.name`)
}
