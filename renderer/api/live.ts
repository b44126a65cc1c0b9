import { useEffect, useRef } from 'react'
import { io, type Socket } from 'socket.io-client'
import { create } from 'zustand'
import type { FactCursor, PayloadOf, Room, Told } from '#shared/contract/contract'
import { type AllFacts, type FactName, facts } from '#shared/contract/index'
import { newestStates } from '#shared/rules/newestState'
import { serverAddress } from './http'
import { queryClient } from './queryClient'
import { server } from './server'

export type ConnectionState = 'offline' | 'connecting' | 'online' | 'reconnecting'
type Connection = { state: ConnectionState; since: Date }
const connectionStore = create<Connection>(() => ({ state: 'offline', since: new Date() }))

/** 'online' only when everything missed has been caught up with. */
export const useConnection = (): ConnectionState => connectionStore((s) => s.state)
export const useConnectionSince = (): Date => connectionStore((s) => s.since)

type Hear = (told: Told<never>) => void
const hearers = new Map<string, Set<Hear>>()
const rooms = new Map<Room, number>()
/** Cursors lately heard: a fact told both live and by a pull is handled once. */
const seen = new Set<FactCursor>()
const SEEN_LIMIT = 5000
let newestOf = newestStates()
let newest: FactCursor | null = null
let socket: Socket | null = null
/** Facts that came while older ones are still being pulled. */
let held: Told[] | null = null
let catchUpTimer: ReturnType<typeof setTimeout> | undefined

export type Credentials = {
  /** What the server lets this page in by, good for now; `stale` is a token it has just refused. Throws when there is none to be had. */
  auth: (stale?: string) => Promise<{ token: string } | { visitorToken: string }>
  /** Whether this caller may pull the facts it missed: staff may, a visitor asks for the whole chat again instead. */
  pulls: boolean
}
let pulls = false

/** Opens the one socket of this page. Rooms that components wanted before or want later are joined by themselves. */
export function connectLive({ auth, pulls: mayPull }: Credentials): () => void {
  disconnectLive()
  pulls = mayPull
  let last: string | undefined
  let isRefused = false
  const opened = io(serverAddress(), {
    path: '/live',
    transports: ['websocket'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 5000,
    auth: (answer) => {
      auth(isRefused ? last : undefined)
        .then((given) => {
          last = 'token' in given ? given.token : given.visitorToken
          answer(given)
        })
        .catch(() => answer({}))
    },
  })
  socket = opened
  become('connecting')
  opened.on('connect', () => {
    isRefused = false
    for (const room of rooms.keys()) opened.emit('join', room, () => {})
    void catchUp(opened)
  })
  opened.on('connect_error', (error) => {
    become('reconnecting')
    isRefused = error.message === 'signInRequired'
    // A refusal by the server, not a lost line: socket.io leaves the next try to us.
    if (!opened.active) setTimeout(() => socket === opened && opened.connect(), 1000)
  })
  opened.on('disconnect', (reason) => {
    become('reconnecting')
    if (reason === 'io server disconnect') setTimeout(() => socket === opened && opened.connect(), 300)
  })
  opened.on('typing', (typing: Typing) => {
    for (const hear of typingHearers) hear(typing)
  })
  opened.onAny((name: string, told: Told) => {
    if (!Object.hasOwn(facts, name)) return
    if (held) held.push(told)
    else deliver(told)
  })
  return () => {
    if (socket === opened) disconnectLive()
  }
}

/** Gives the open socket a fresh token, so that it outlives the one it came with. */
export const renewLive = (token: string) => void socket?.emit('renew', token, () => {})

export type Typing = { interactionId: string; by: 'visitor' | 'staff'; name: string }
const typingHearers = new Set<(typing: Typing) => void>()

export const sayTyping = (interactionId: string) => void socket?.volatile.emit('typing', interactionId)

/** Calls `hear` while somebody types in a chat whose room this page is in. */
export function useTypingOf(interactionId: string | null, hear: (typing: Typing) => void) {
  const latest = useRef(hear)
  latest.current = hear
  useEffect(() => {
    const listener = (typing: Typing) => {
      if (typing.interactionId === interactionId) latest.current(typing)
    }
    typingHearers.add(listener)
    return () => void typingHearers.delete(listener)
  }, [interactionId])
}

export function disconnectLive() {
  clearTimeout(catchUpTimer)
  socket?.disconnect()
  socket = null
  newest = null
  held = null
  seen.clear()
  newestOf = newestStates()
  become('offline')
}

/** Pulls all that was told since the last fact this page has heard; live facts wait meanwhile, so the order stays. */
async function catchUp(of: Socket): Promise<void> {
  held ??= []
  try {
    if (newest && pulls) await pullAfter(newest)
    else if (pulls) {
      newest = (await server.pullFacts({})).cursor
      // What was asked before this page knew where it stands in the facts may lack some of them.
      void queryClient.invalidateQueries()
    }
  } catch {
    if (socket === of && of.connected) catchUpTimer = setTimeout(() => void catchUp(of), 1000)
    return
  }
  if (socket !== of) return
  // a connection that came back meanwhile catches up on its own, and may have told them already
  const waiting: Told[] = held ?? []
  held = null
  for (const told of waiting) deliver(told)
  become('online')
  // What failed for want of a connection is asked again by itself.
  void queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' })
}

async function pullAfter(cursor: FactCursor): Promise<void> {
  for (let after = cursor; ; ) {
    const page = await server.pullFacts({ after })
    for (const told of page.facts) deliver(told)
    after = page.cursor
    if (!newest || isLater(after, newest)) newest = after
    if (page.isLast) return
  }
}

function deliver(told: Told) {
  if (seen.has(told.cursor)) return
  seen.add(told.cursor)
  if (seen.size > SEEN_LIMIT) for (const oldest of seen) if (seen.delete(oldest) && seen.size <= SEEN_LIMIT) break
  if (!newest || isLater(told.cursor, newest)) newest = told.cursor
  const payload = newestOf(told)
  // The hearers of a name were registered for the payload of that name.
  for (const hear of [...(hearers.get(told.name) ?? [])]) hear({ ...told, payload } as Told<never>)
}

function isLater(a: FactCursor, b: FactCursor): boolean {
  const [xa = 0, sa = 0] = a.split('-').map(Number)
  const [xb = 0, sb = 0] = b.split('-').map(Number)
  return xa > xb || (xa === xb && sa > sb)
}

const become = (state: ConnectionState) =>
  connectionStore.setState((before) => (before.state === state ? before : { state, since: new Date() }))

/** Calls `hear` for every fact of this name that the page is told, live or caught up. */
export function onFact<N extends FactName>(name: N, hear: (told: Told<PayloadOf<AllFacts[N]>>) => void): () => void {
  const known = hearers.get(name) ?? new Set()
  hearers.set(name, known)
  known.add(hear)
  return () => known.delete(hear)
}

/** `onFact` for as long as the component stands. */
export function useFact<N extends FactName>(name: N, hear: (told: Told<PayloadOf<AllFacts[N]>>) => void) {
  const latest = useRef(hear)
  latest.current = hear
  useEffect(() => onFact(name, (told) => latest.current(told)), [name])
}

/** Hears a room while the component stands; null hears nothing. */
export function useRoom(room: Room | null) {
  useEffect(() => (room ? joinRoom(room) : undefined), [room])
}

export function joinRoom(room: Room): () => void {
  const users = rooms.get(room) ?? 0
  rooms.set(room, users + 1)
  const since = newest
  if (users === 0 && socket?.connected)
    socket.emit('join', room, () => {
      // What happened between the screen's first query and this moment.
      if (since && pulls) void pullAfter(since).catch(() => {})
    })
  return () => {
    const left = (rooms.get(room) ?? 1) - 1
    if (left > 0) rooms.set(room, left)
    else if (rooms.delete(room)) socket?.emit('leave', room)
  }
}
