import { z } from 'zod'
import type { LiveServer, LiveSocket } from './sockets.ts'

/** «печатает…» is no fact: it goes straight to the others in the chat's room and is lost with the line. Only who is in the room may say it. */
export function passTyping(socket: LiveSocket, io: LiveServer, given: unknown): void {
  const id = z.uuid().safeParse(given)
  if (!id.success || !socket.rooms.has(`chat:${id.data}`)) return
  const { actor } = socket.data
  const by = actor.kind === 'visitor' ? 'visitor' : 'staff'
  const name = actor.kind === 'staff' ? actor.name : ''
  io.to(`chat:${id.data}`).except(socket.id).volatile.emit('typing', { interactionId: id.data, by, name })
}
