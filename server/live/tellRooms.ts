import type { Socket as Connection } from 'engine.io'
import type { RoomedFact } from '../db/factReader.ts'
import type { LiveServer } from './sockets.ts'

/**
 * Sends a fact to every socket of its rooms, once each. The packet (Engine.IO message 4, Socket.IO event 2) is written once, and goes
 * straight to the WebSocket where that is idle: Socket.IO's own broadcast costs three times as much processor time a delivery.
 */
export function tellRooms(io: LiveServer, { rooms, ...told }: RoomedFact): void {
  const members = rooms.map((room) => io.sockets.adapter.rooms.get(room)).filter((ids) => ids !== undefined)
  const ids = members.length === 1 ? members[0] : new Set(members.flatMap((set) => [...set]))
  if (!ids || ids.size === 0) return
  const packet = Buffer.from(`42${JSON.stringify([told.name, told])}`)
  for (const id of ids) {
    const socket = io.sockets.sockets.get(id)
    const direct = socket && idleWebSocket(socket.conn)
    if (direct) direct.send(packet, { binary: false })
    // the contract's event map and the row's name are the same table, joined at announce()
    else socket?.emit(told.name as 'typing', told as never)
  }
}

type WebSocketLike = { send: (data: Buffer, options: { binary: boolean }) => void }

/** Undefined while polling, upgrading, or with something still waiting to be written: then the order is Socket.IO's to keep. */
function idleWebSocket(connection: Connection): WebSocketLike | undefined {
  const { transport } = connection
  if (transport.name !== 'websocket' || !transport.writable || connection.readyState !== 'open') return undefined
  return 'socket' in transport && isWebSocket(transport.socket) ? transport.socket : undefined
}
const isWebSocket = (value: unknown): value is WebSocketLike =>
  typeof value === 'object' && value !== null && 'send' in value && typeof value.send === 'function'
