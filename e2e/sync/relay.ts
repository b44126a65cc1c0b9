import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export type LineState = 'up' | 'down' | 'losesAnswers'
export type Relay = Awaited<ReturnType<typeof openRelay>>

/**
 * A line that a test can cut, between a desktop and a server. `losesAnswers`: what a POST to `lost` asks for is done, and the line
 * breaks before the answer arrives.
 */
export async function openRelay(target: string, lost = '/api/consumers/') {
  const { hostname, port } = new URL(target)
  const open = new Set<Socket>()
  let state: LineState = 'up'
  let losses = 0
  const keep = (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
  }
  const server = createServer((client) => {
    if (state === 'down') return client.destroy()
    const upstream = connect(Number(port), hostname)
    keep(client)
    keep(upstream)
    let asks = ''
    client.on('data', (bytes) => {
      asks = bytes.toString('latin1')
      upstream.write(bytes)
    })
    upstream.on('data', (bytes) => {
      if (state === 'losesAnswers' && asks.startsWith(`POST ${lost}`)) {
        losses++
        client.destroy()
        upstream.destroy()
      } else client.write(bytes)
    })
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    losses: () => losses,
    become(next: LineState) {
      state = next
      if (next === 'down') for (const socket of open) socket.destroy()
    },
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
