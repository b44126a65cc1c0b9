import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { announce } from '../server/db/announce.ts'
import { inTransaction } from '../server/db/context.ts'
import { presenceOf } from '../server/domain/presence/index.ts'
import { median, quantile, round } from './kit/figures.ts'
import { cpuSeconds, pause } from './kit/processes.ts'
import { startServer } from './kit/server.ts'

const SOCKETS = 500
const here = (file: string) => join(import.meta.dirname, 'live', file)
type Arrived = { type: string; times: number[] }
type Round = { pid: number; send: () => Promise<number>; listeners: ChildProcess; rounds: number }

/** One commit to 500 sockets, and the processor time of a delivery against a bare `ws` broadcast of the same bytes. */
export async function bench(isShort: boolean) {
  const rounds = isShort ? 40 : 200
  const server = await startServer()
  const { token, staffId } = await server.signIn('agent1')
  const listeners = await listen(`${server.okno.url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`, token)
  const commit = () =>
    inTransaction(server.db, { kind: 'system', name: 'bench' }, async (ctx) => {
      await announce(ctx, 'presenceChanged', { presence: await presenceOf(ctx.tx, staffId as never) })
    })
  const bytes = await oneFact(server, token)
  const own = await measure({ pid: server.pid, listeners, rounds, send: async () => after(commit()) })
  const peer = fork(here('bareWs.ts'))
  const [{ port }] = (await once(peer, 'message')) as [{ port: number }]
  const bareListeners = await listen(`ws://127.0.0.1:${port}`, '')
  const bare = await measure({
    pid: peer.pid ?? 0,
    listeners: bareListeners,
    rounds,
    send: async () => {
      peer.send({ type: 'send', bytes })
      return now()
    },
  })
  for (const child of [listeners, bareListeners, peer]) child.kill()
  await server.close()
  return {
    sockets: SOCKETS,
    p50Ms: round(median(own.latencies)),
    p99Ms: round(quantile(own.latencies, 0.99)),
    cpuRatioToWs: round(own.cpuMicroseconds / bare.cpuMicroseconds),
    lost: own.lost,
    cpuMicrosecondsADelivery: round(own.cpuMicroseconds),
    wsCpuMicrosecondsADelivery: round(bare.cpuMicroseconds),
    wsP99Ms: round(quantile(bare.latencies, 0.99)),
    bytes: bytes.length,
    rounds,
  }
}

const now = () => performance.timeOrigin + performance.now()
/** The moment after the commit has been acknowledged. */
const after = async (work: Promise<unknown>) => {
  await work
  return now()
}

async function listen(url: string, token: string): Promise<ChildProcess> {
  const child = fork(here('listeners.ts'), [url, String(SOCKETS), token])
  await once(child, 'message')
  return child
}

/** The very packet that a socket gets, for the peer to send. */
async function oneFact(server: Awaited<ReturnType<typeof startServer>>, token: string): Promise<string> {
  const socket = new WebSocket(`${server.okno.url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`)
  const packet = new Promise<string>((resolve) => {
    socket.onmessage = ({ data }: { data: string }) => {
      if (data.startsWith('0')) socket.send(`40${JSON.stringify({ token })}`)
      else if (data.startsWith('40')) void server.signIn('agent2').then(({ staffId }) => speak(server, staffId))
      else if (data.startsWith('42')) resolve(data)
    }
  })
  const text = await packet
  socket.close()
  return text
}
const speak = (server: Awaited<ReturnType<typeof startServer>>, staffId: string) =>
  inTransaction(server.db, { kind: 'system', name: 'bench' }, async (ctx) => {
    await announce(ctx, 'presenceChanged', { presence: await presenceOf(ctx.tx, staffId as never) })
  })

async function measure({ pid, send, listeners, rounds }: Round) {
  const latencies: number[] = []
  let lost = 0
  for (let n = 0; n < 10; n++) await oneRound(listeners, send)
  const before = cpuSeconds(pid)
  for (let n = 0; n < rounds; n++) {
    const { sentAt, times } = await oneRound(listeners, send)
    lost += SOCKETS - times.length
    latencies.push(...times.map((time) => time - sentAt))
  }
  const cpuMicroseconds = ((cpuSeconds(pid) - before) * 1e6) / (rounds * SOCKETS)
  return { latencies, lost, cpuMicroseconds }
}

async function oneRound(listeners: ChildProcess, send: () => Promise<number>) {
  listeners.send({ type: 'expect', expected: SOCKETS })
  const told = once(listeners, 'message')
  const timer = setTimeout(() => listeners.send({ type: 'report' }), 5_000)
  const sentAt = await send()
  const [message] = (await told) as [Arrived]
  clearTimeout(timer)
  await pause(5)
  return { sentAt, times: message.times }
}
