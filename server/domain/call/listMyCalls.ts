import { sql } from 'kysely'
import type { Call, CallOffer } from '#shared/contract/call'
import { type Context, staffOf } from '../../db/context.ts'
import { findByPhone } from '../consumer/index.ts'
import { readRingSeconds } from './settings.ts'
import { selectCalls } from './sql.ts'

/** What rings at me, what I am on, and what waits for my wrap-up, oldest first. */
export async function listMyCalls(_input: object, ctx: Context): Promise<{ offers: CallOffer[]; calls: Call[] }> {
  const me = staffOf(ctx)
  const ringing = await selectCalls(ctx.tx, sql`where k.offered_to = ${me.id}`, me.id)
  const calls = await selectCalls(
    ctx.tx,
    sql`where exists (select 1 from call_part m where m.call_id = k.id and m.staff_id = ${me.id} and m.wrapped_up_at is null)
      order by k.invited_at limit 20`,
    me.id,
  )
  const ringSeconds = await readRingSeconds(ctx)
  const offers: CallOffer[] = []
  for (const call of ringing) {
    const candidates = call.phone ? await findByPhone({ phone: call.phone }, ctx) : []
    offers.push({
      call,
      candidates,
      ringSeconds,
      invitedAt: call.startedAt,
      transferredBy: await transferrerOf(call, ctx),
    })
  }
  return { offers, calls }
}

async function transferrerOf(call: Call, ctx: Context): Promise<string | null> {
  if (call.state !== 'talking') return null
  const { rows } = await sql<{ name: string }>`select name from staff where id = ${call.staffId}`.execute(ctx.tx)
  return rows[0]?.name ?? null
}
