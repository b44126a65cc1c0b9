import type { Room, RoomKind } from '#shared/contract/contract'
import { type ConsumerId, InteractionId } from '#shared/contract/ids'
import type { Actor, Context } from '../db/context.ts'
import { guardConsumer } from '../domain/consumer/index.ts'
import { loadInteraction } from '../domain/interaction/index.ts'

type Rule = (actor: Actor, id: string, ctx: Context) => Promise<boolean>

/** Who may enter a room: a kind of room without a rule does not compile. */
const rules: Record<RoomKind, Rule> = {
  consumer: async (actor, id, ctx) => {
    if (actor.kind !== 'staff') return false
    await guardConsumer({ consumerId: id as ConsumerId }, ctx)
    return true
  },
  staff: async (actor, id) => actor.kind === 'staff' && actor.id === id,
  branch: async (actor, id) => actor.kind === 'staff' && (actor.branchId === null || actor.branchId === id),
  company: async (actor, id) => actor.kind === 'staff' && id === 'all',
  chat: async (actor, id, ctx) => {
    if (actor.kind === 'visitor') return actor.interactionId === id
    const which = InteractionId.safeParse(id)
    if (actor.kind !== 'staff' || !which.success) return false
    await loadInteraction({ interactionId: which.data }, ctx)
    return true
  },
}

/** False for a room that the actor may not enter; throws Missing or Denied where the room is a row. */
export function mayEnter(room: Room, ctx: Context): Promise<boolean> {
  const colon = room.indexOf(':')
  const kind = room.slice(0, colon) as RoomKind
  return rules[kind](ctx.actor, room.slice(colon + 1), ctx)
}

/** The rooms everybody is in without asking. */
export function ownRooms(actor: Actor): Room[] {
  if (actor.kind === 'visitor') return [`chat:${actor.interactionId}`]
  if (actor.kind !== 'staff') return []
  return [`staff:${actor.id}`, 'company:all', ...(actor.branchId ? [`branch:${actor.branchId}` as const] : [])]
}
