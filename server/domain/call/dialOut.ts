import { sql } from 'kysely'
import type { Call } from '#shared/contract/call'
import { Refusal } from '#shared/contract/contract'
import type { CallId, ConsumerId, StaffId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import { type Context, staffOf } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { guardConsumer } from '../consumer/index.ts'
import { startInteraction } from '../interaction/index.ts'
import { occupy } from '../presence/index.ts'
import type { RingTarget } from './ports.ts'
import { readCompanyPhone, readDialRingSeconds } from './settings.ts'
import { joinCall, lockCall, selectCall } from './sql.ts'
import { tieByPhone } from './tieByPhone.ts'
import { toE164 } from './toE164.ts'

/** The agent is taken and the contact on record before the phone dials, so that the call has an owner from its first ring. */
export async function dialOut(
  input: { phone: string; consumerId?: ConsumerId | undefined },
  ctx: Context,
): Promise<Call> {
  const me = staffOf(ctx)
  const phone = toE164(input.phone)
  if (!phone) throw new Refusal('malformedPhone')
  if (input.consumerId) await guardConsumer({ consumerId: input.consumerId }, ctx)
  await lockFreePhone(me.id, ctx)
  const callId = newId<CallId>()
  await startInteraction(
    {
      id: callId,
      consumerId: input.consumerId ?? null,
      channel: 'phone',
      direction: 'out',
      state: 'open',
      subject: '',
      address: phone,
      staffId: me.id,
    },
    ctx,
  )
  await sql`
    insert into call (id, direction, phone, state, staff_id, invited_at)
    values (${callId}, 'out', ${phone}, 'dialling', ${me.id}, ${ctx.now})`.execute(ctx.tx)
  await joinCall(ctx.tx, callId, me.id, ctx.now)
  await tieByPhone(await lockCall(ctx.tx, callId), ctx)
  await occupy({ staffId: me.id, interactionId: callId }, ctx)
  const call = await selectCall(ctx.tx, callId, me.id)
  await announce(ctx, 'callDialled', { call })
  return call
}

async function lockFreePhone(staffId: StaffId, ctx: Context) {
  const { rows } = await sql<{ state: string; is_registered: boolean; sip_user: string | null; is_rung: boolean }>`
    select p.state, p.is_registered, s.sip_user, exists (select 1 from call o where o.offered_to = s.id) as is_rung
    from staff s join presence p on p.staff_id = s.id where s.id = ${staffId} for update of p`.execute(ctx.tx)
  const phone = rows[0]
  if (!phone?.sip_user) throw new Refusal('noLine')
  if (!phone.is_registered) throw new Refusal('phoneNotRegistered')
  if (phone.state === 'busy' || phone.is_rung) throw new Refusal('onACall')
}

export type DialRoute = { target: RingTarget; ringSeconds: number }

/** The agent's phone dials: undefined unless it is the call and the number that were asked for. */
export async function dialRoute(
  input: { callId: CallId; sipUser: string; number: string },
  ctx: Context,
): Promise<DialRoute | undefined> {
  const { rows } = await sql<{ phone: string }>`
    select k.phone from call k join staff s on s.id = k.staff_id
    where k.id = ${input.callId} and k.state = 'dialling' and s.sip_user = ${input.sipUser}`.execute(ctx.tx)
  const phone = rows[0]?.phone
  if (!phone || phone !== toE164(input.number)) return undefined
  const showsNumber = await readCompanyPhone(ctx)
  const ringSeconds = await readDialRingSeconds(ctx)
  return { target: { sipUser: phone, showsNumber, showsName: 'Окно' }, ringSeconds }
}
