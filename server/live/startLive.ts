import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { z } from 'zod'
import { Refusal, Room } from '#shared/contract/contract'
import type { InteractionId } from '#shared/contract/ids'
import type { Context } from '../db/context.ts'
import type { Db } from '../db/database.ts'
import { newestCursor, type RoomedFact, tailFacts } from '../db/factReader.ts'
import { actorOf, readAccess, selectMe } from '../domain/session/index.ts'
import { mayEnter, ownRooms } from './rooms.ts'
import type { LiveServer, LiveSocket, SocketData } from './sockets.ts'
import { tellRooms } from './tellRooms.ts'
import { passTyping } from './typing.ts'

type Options = {
  db: Db
  http: HttpServer
  findVisitor: (token: string) => Promise<InteractionId | undefined>
  onError: (error: unknown) => void
}
const Handshake = z.object({ token: z.string().optional(), visitorToken: z.string().optional() })

/** Facts → rooms. Sockets hear only what their rooms are told; a socket without a valid token is turned away with a reason. */
export async function startLive({ db, http, findVisitor, onError }: Options) {
  const io: LiveServer = new Server(http, {
    path: '/live',
    serveClient: false,
    cors: { origin: '*' },
    perMessageDeflate: false,
    httpCompression: false,
  })
  io.use((socket, next) => {
    admit(socket.handshake.auth, { db, findVisitor }).then(
      (data) => {
        Object.assign(socket.data, data)
        next()
      },
      (error: unknown) => next(new Error(error instanceof Refusal ? error.code : 'databaseUnavailable')),
    )
  })
  io.on('connection', (socket) => welcome(socket, io, db))
  const reader = tailFacts({ db, from: await newestCursor(db), onFacts: async (facts) => tell(io, facts), onError })
  return {
    io,
    async stop() {
      await reader.stop()
      await io.close()
    },
  }
}

async function admit(auth: unknown, { db, findVisitor }: Pick<Options, 'db' | 'findVisitor'>): Promise<SocketData> {
  const { token, visitorToken } = Handshake.parse(auth)
  if (visitorToken) {
    const interactionId = await findVisitor(visitorToken)
    if (!interactionId) throw new Refusal('signInRequired')
    return { actor: { kind: 'visitor', interactionId }, expiresAt: null }
  }
  if (!token) throw new Refusal('signInRequired')
  return staffData(db, token)
}

async function staffData(db: Db, token: string): Promise<SocketData> {
  const now = new Date()
  const claims = await readAccess(token, now)
  const me = claims && (await selectMe(db, claims.staffId, claims.sessionId, now))
  if (!claims || !me) throw new Refusal('signInRequired')
  return { actor: actorOf(me), expiresAt: claims.expiresAt }
}

function welcome(socket: LiveSocket, io: LiveServer, db: Db) {
  expireInTime(socket)
  void socket.join(ownRooms(socket.data.actor))
  socket.on('join', (room, answer) => {
    enter(socket, room, { tx: db, actor: socket.data.actor, now: new Date() }).then(answer, () =>
      answer('databaseUnavailable'),
    )
  })
  socket.on('leave', (room) => void socket.leave(room))
  socket.on('typing', (interactionId) => passTyping(socket, io, interactionId))
  socket.on('renew', (token, answer) => {
    staffData(db, token).then(
      (data) => {
        // a socket stays who it was: another person's token ends it
        if (data.actor.kind !== 'staff' || socket.data.actor.kind !== 'staff' || data.actor.id !== socket.data.actor.id)
          return void socket.disconnect(true)
        socket.data.actor = data.actor
        socket.data.expiresAt = data.expiresAt
        expireInTime(socket)
        answer(null)
      },
      () => answer('signInRequired'),
    )
  })
  socket.on('disconnect', () => clearTimeout(socket.data.timer))
}

/** Answers null, or why the room stays shut. */
async function enter(socket: LiveSocket, given: unknown, ctx: Context): Promise<string | null> {
  const room = Room.safeParse(given)
  if (!room.success) return 'malformed'
  try {
    if (!(await mayEnter(room.data, ctx))) return 'notAllowed'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  await socket.join(room.data)
  return null
}

function expireInTime(socket: LiveSocket) {
  clearTimeout(socket.data.timer)
  const { expiresAt } = socket.data
  if (expiresAt)
    socket.data.timer = setTimeout(() => socket.disconnect(true), Math.max(0, expiresAt.getTime() - Date.now()))
}

const SessionsEnded = z.object({ sessionIds: z.array(z.string()) })

function tell(io: LiveServer, facts: RoomedFact[]) {
  for (const fact of facts) {
    if (fact.rooms.length > 0) tellRooms(io, fact)
    if (fact.name === 'sessionsEnded') turnOut(io, SessionsEnded.parse(fact.payload).sessionIds)
  }
}

/** Ended sessions lose their sockets at once. */
function turnOut(io: LiveServer, sessionIds: readonly string[]) {
  for (const socket of io.sockets.sockets.values()) {
    const { actor } = socket.data
    if (actor.kind === 'staff' && sessionIds.includes(actor.sessionId)) socket.disconnect(true)
  }
}
