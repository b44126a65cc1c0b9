import type { Server, Socket } from 'socket.io'
import type { Live } from '#shared/contract/index'
import type { Actor } from '../db/context.ts'

/** What a socket may say. `join` answers null or the code of a refusal. */
export type Said = {
  join: (room: string, answer: (refusal: string | null) => void) => void
  leave: (room: string) => void
  typing: (interactionId: string) => void
  /** A fresh access token, so that the socket outlives the one it came with. */
  renew: (token: string, answer: (refusal: string | null) => void) => void
}
export type Heard = Live & {
  typing: (typing: { interactionId: string; by: 'visitor' | 'staff'; name: string }) => void
}
export type SocketData = { actor: Actor; expiresAt: Date | null; timer?: NodeJS.Timeout }
export type LiveServer = Server<Said, Heard, Record<string, never>, SocketData>
export type LiveSocket = Socket<Said, Heard, Record<string, never>, SocketData>
