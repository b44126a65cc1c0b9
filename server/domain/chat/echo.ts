import { sql } from 'kysely'
import { z } from 'zod'
import { Interaction } from '#shared/contract/interaction'
import { Presence } from '#shared/contract/presence'
import type { Context } from '../../db/context.ts'
import type { Db } from '../../db/database.ts'
import { type RoomedFact, startFactReader } from '../../db/factReader.ts'
import { wakeChatClock } from './clock.ts'
import { silenceBot } from './runBot.ts'
import { announceMoved } from './view.ts'

/**
 * Tells visitors what staff do with their chats through the general verbs (take, end), in words a visitor may hear, and starts the
 * term of chats whose agent goes offline.
 */
export function startChatEcho(db: Db, onError: (error: unknown) => void) {
  return startFactReader(db, {
    name: 'chatEcho',
    only: ['interactionChanged', 'presenceChanged'],
    handle: hearFact,
    onError,
  })
}

const Changed = z.object({ interaction: Interaction })
const Present = z.object({ presence: Presence })

export async function hearFact(fact: Pick<RoomedFact, 'name' | 'payload'>, ctx: Context): Promise<void> {
  if (fact.name === 'interactionChanged') await hearChange(Changed.parse(fact.payload).interaction, ctx)
  if (fact.name === 'presenceChanged') await hearPresence(Present.parse(fact.payload).presence, ctx)
}

async function hearChange({ id, channel, staffId, state }: Interaction, ctx: Context) {
  if (channel !== 'chat') return
  const { rows } = await sql`select 1 from chat where interaction_id = ${id}`.execute(ctx.tx)
  // a chat of an earlier system has a line on the timeline and no visitor
  if (rows.length === 0) return
  if (staffId || state === 'ended') await silenceBot(id, ctx)
  await announceMoved(id, ctx)
}

async function hearPresence({ staffId, state }: Presence, ctx: Context) {
  const goneAt = state === 'offline' ? ctx.now : null
  const { rows } = await sql`
    update chat c set agent_gone_at = ${goneAt} from interaction i
    where i.id = c.interaction_id and i.staff_id = ${staffId} and i.state = 'open' and (c.agent_gone_at is null) = (${goneAt}::timestamptz is not null)
    returning 1`.execute(ctx.tx)
  if (rows.length > 0) await wakeChatClock(ctx)
}
