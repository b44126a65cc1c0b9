import { sql } from 'kysely'
import { z } from 'zod'
import type { InteractionId } from '#shared/contract/ids'
import { type Context, inTransaction } from '../../db/context.ts'
import type { Db } from '../../db/database.ts'
import { listen } from '../../db/listen.ts'
import { readSetting } from '../../db/setting.ts'
import { changeInteraction } from '../interaction/index.ts'

const CHANNEL = 'okno_chat_clock'

/** Lets the clock see a term that has just begun. */
export async function wakeChatClock(ctx: Context): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, '')`.execute(ctx.tx)
}

/**
 * Keeps two terms. A chat whose agent has been offline for `chatReturnMinutes` returns to the queue; one that nobody took and in
 * which nothing was written for `chatIdleMinutes` ends. Sleeps until the next term.
 */
export function startChatClock(db: Db, onError: (error: unknown) => void) {
  const work = () => inTransaction(db, { kind: 'system', name: 'chatClock' }, strike)
  return listen({ url: db.url, channel: CHANNEL, work, onError })
}

type Due = { id: InteractionId; isDue: boolean; ms: number }

async function strike(ctx: Context): Promise<'done' | number> {
  const gone = await selectGone(ctx)
  const idle = await selectIdle(ctx)
  for (const { id } of gone.filter((each) => each.isDue)) {
    await sql`update chat set agent_gone_at = null where interaction_id = ${id}`.execute(ctx.tx)
    await changeInteraction({ interactionId: id, state: 'waiting', staffId: null }, ctx)
  }
  for (const { id } of idle.filter((each) => each.isDue)) {
    await changeInteraction({ interactionId: id, state: 'ended', endedAt: ctx.now }, ctx)
  }
  const later = [...gone, ...idle].filter((each) => !each.isDue).map((each) => each.ms)
  return later.length > 0 ? Math.max(Math.min(...later), 10) : 'done'
}

/** Rows that somebody holds are waited for: one that is passed over would be forgotten until the next term. */
async function selectGone(ctx: Context): Promise<Due[]> {
  const minutes = await readSetting(ctx, 'chatReturnMinutes', z.number())
  const due = sql`c.agent_gone_at + make_interval(secs => ${minutes * 60})`
  const { rows } = await sql<Due>`
    select i.id, ${due} <= ${ctx.now} as "isDue", (extract(epoch from ${due} - ${ctx.now}::timestamptz) * 1000)::int as ms
    from chat c join interaction i on i.id = c.interaction_id
    where c.agent_gone_at is not null and i.state = 'open' and i.staff_id is not null
    order by c.agent_gone_at limit 100 for update of i`.execute(ctx.tx)
  return rows
}

async function selectIdle(ctx: Context): Promise<Due[]> {
  const minutes = await readSetting(ctx, 'chatIdleMinutes', z.number())
  const due = sql`i.last_at + make_interval(secs => ${minutes * 60})`
  const { rows } = await sql<Due>`
    select i.id, ${due} <= ${ctx.now} as "isDue", (extract(epoch from ${due} - ${ctx.now}::timestamptz) * 1000)::int as ms
    from interaction i where i.channel = 'chat' and i.state = 'open' and i.staff_id is null
    order by i.last_at limit 100 for update of i`.execute(ctx.tx)
  return rows
}
