import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { Missing, Refusal } from '#shared/contract/contract'
import type { InteractionId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { readSetting } from '../../db/setting.ts'
import { portalStatus } from '../case/index.ts'
import { admitVisitor } from '../chat/index.ts'

type Asked = { number: string; code: string; token: string }

/** Lets the bearer of the token watch the appeal that number and code open. Refusal: tooManyTries, for this number from this address. */
export async function watchAppeal(input: Asked, ctx: Context): Promise<{ isRight: boolean }> {
  const number = input.number.trim()
  const who = createHash('sha256')
    .update(`${number}|${ctx.actor.kind === 'anyone' ? ctx.actor.address : ''}`)
    .digest()
  const failed = await lockTries(who, ctx)
  const interactionId = await findWatched({ number, code: input.code }, ctx)
  if (!interactionId) {
    await sql`update portal_try set failed_tries = ${failed + 1}, last_at = ${ctx.now} where who = ${who}`.execute(
      ctx.tx,
    )
    return { isRight: false }
  }
  await sql`delete from portal_try where who = ${who}`.execute(ctx.tx)
  await admitVisitor({ token: input.token, interactionId }, ctx)
  return { isRight: true }
}

/** How often it went wrong since the last pause; the row is locked, so tries at the same moment are counted one by one. */
async function lockTries(who: Buffer, ctx: Context): Promise<number> {
  const max = await readSetting(ctx, 'portalMaxTries', z.number())
  const minutes = await readSetting(ctx, 'portalPauseMinutes', z.number())
  const { rows } = await sql<{ failed: number; leftSeconds: number }>`
    insert into portal_try (who, failed_tries, last_at) values (${who}, 0, ${ctx.now})
    on conflict (who) do update set failed_tries = portal_try.failed_tries
    returning failed_tries as failed,
      ceil(extract(epoch from last_at + make_interval(mins => ${minutes}) - ${ctx.now}::timestamptz))::int as "leftSeconds"`.execute(
    ctx.tx,
  )
  const { failed = 0, leftSeconds = 0 } = rows[0] ?? {}
  if (leftSeconds <= 0) return 0
  if (failed >= max) throw new Refusal('tooManyTries', { minutes: Math.ceil(leftSeconds / 60) })
  return failed
}

async function findWatched(asked: { number: string; code: string }, ctx: Context): Promise<InteractionId | undefined> {
  try {
    await portalStatus(asked, ctx)
  } catch (error) {
    if (error instanceof Missing) return undefined
    throw error
  }
  const { rows } = await sql<{ id: InteractionId }>`
    select portal_interaction_id as id from "case" where number = ${asked.number} and portal_interaction_id is not null`.execute(
    ctx.tx,
  )
  return rows[0]?.id
}
