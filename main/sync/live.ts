import { io, type Socket } from 'socket.io-client'
import { Refusal } from '#shared/contract/contract'
import { isSignInRequired, Unreachable } from './failures.ts'
import type { Access } from './session.ts'

type Options = {
  address: string
  fresh: (stale?: string) => Promise<Access>
  /** Something has happened: facts can be pulled. */
  onFact: () => void
  onGone: () => void
  signal: AbortSignal
}
export type Live = {
  /** When the server last gave a sign of life. */
  seenAt(): Date
  close(): void
}

const RENEW_BEFORE_MS = 60_000

/** The socket that wakes the sync. It does not come back by itself: the sync decides when to try again. */
export async function openLive(options: Options): Promise<Live> {
  const access = await options.fresh()
  try {
    return await open(options, access)
  } catch (error) {
    if (!isSignInRequired(error)) throw error
    return open(options, await options.fresh(access.accessToken))
  }
}

async function open({ address, fresh, onFact, onGone, signal }: Options, access: Access): Promise<Live> {
  const socket = io(address, {
    path: '/live',
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    timeout: 10_000,
    auth: { token: access.accessToken },
  })
  let seenAt = new Date()
  await connected(socket, signal)
  socket.io.engine.on('packet', () => {
    seenAt = new Date()
  })
  socket.onAny(onFact)
  const stopRenewing = keepRenewing(socket, access, fresh)
  socket.on('disconnect', () => {
    stopRenewing()
    onGone()
  })
  return {
    seenAt: () => seenAt,
    close() {
      socket.off('disconnect')
      stopRenewing()
      socket.disconnect()
    },
  }
}

function connected(socket: Socket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      socket.disconnect()
      reject(error)
    }
    const giveUp = () => fail(new Unreachable('given up'))
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
    socket.once('connect', () => {
      signal.removeEventListener('abort', giveUp)
      resolve()
    })
    socket.once('connect_error', ({ message }) =>
      fail(message === 'signInRequired' ? new Refusal(message) : new Unreachable(message)),
    )
  })
}

/** A token lives minutes, a socket all day: the next token is told before the last one ends. */
function keepRenewing(socket: Socket, first: Access, fresh: () => Promise<Access>): () => void {
  let timer: NodeJS.Timeout | undefined
  const plan = ({ accessExpiresAt }: Access) => {
    timer = setTimeout(renew, Math.max(1000, Date.parse(accessExpiresAt) - Date.now() - RENEW_BEFORE_MS))
  }
  const renew = () => {
    // when there is no token to be had, the server ends the socket and the sync finds out why
    fresh().then(
      (access) => {
        if (!socket.connected) return
        socket.emit('renew', access.accessToken, () => {})
        plan(access)
      },
      () => {},
    )
  }
  plan(first)
  return () => clearTimeout(timer)
}
