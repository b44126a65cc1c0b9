import { createServer, connect as dial, type Socket } from 'node:net'

/**
 * A line to a PostgreSQL that can be cut at the worst moment: the next time the server says that it has committed, the answer is
 * swallowed and the line is dead.
 */
export async function startCutProxy(url: string) {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let isArmed = false
  const server = createServer((client) => {
    const upstream = dial(Number(target.port), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.pipe(upstream)
    upstream.on('data', (bytes) => {
      if (!isArmed || !bytes.includes('COMMIT\0')) return void client.write(bytes)
      isArmed = false
      client.destroy()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const proxied = new URL(url)
  proxied.port = String(typeof address === 'object' ? address?.port : '')
  return {
    url: proxied.href,
    cutAtNextCommit() {
      isArmed = true
    },
    isCut: () => !isArmed,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}
