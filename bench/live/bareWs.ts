// The peer: a bare ws server that sends the bytes it is given to all of its sockets.
import { WebSocketServer } from 'ws'

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
server.on('listening', () => {
  const address = server.address()
  process.send?.({ type: 'listening', port: typeof address === 'object' ? address?.port : 0 })
})
process.on('message', (message: { type: string; bytes: string }) => {
  for (const socket of server.clients) socket.send(message.bytes)
})
