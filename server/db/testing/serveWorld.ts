import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { type Api, api } from '#shared/contract/index'
import { signAccess } from '../../domain/session/index.ts'
import { makeApp } from '../../http/app.ts'
import { startLive } from '../../live/startLive.ts'
import type { StaffActor } from '../context.ts'
import type { Db } from '../database.ts'
import { testFindVisitor, testPorts } from './testPorts.ts'

export type WorldServer = Awaited<ReturnType<typeof serveWorld>>
export type Answer<T> = { status: number; body: T }

export async function serveWorld(db: Db) {
  const findVisitor = testFindVisitor(db)
  const app = await makeApp({
    db,
    ports: testPorts,
    findVisitor,
    version: 'test',
    logLevel: 'fatal',
    isRateLimited: false,
  })
  const live = await startLive({ db, http: app.server, findVisitor, onError: () => undefined })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const tokenOf = async (staff: StaffActor) =>
    (await signAccess({ staffId: staff.id, sessionId: staff.sessionId }, new Date())).token
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<unknown>> => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(url + path, {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'application/json', ...headers },
    })
    return { status: response.status, body: await response.json() }
  }
  /** Calls an endpoint as a client would; a POST gets a commandId of its own unless one is given. */
  async function call<N extends keyof Api>(
    name: N,
    input: Record<string, unknown>,
    staff?: StaffActor,
  ): Promise<Answer<z.output<Api[N]['output']>>> {
    const endpoint = api[name]
    const headers: Record<string, string> = staff ? { authorization: `Bearer ${await tokenOf(staff)}` } : {}
    const rest: Record<string, unknown> = { ...input }
    const path = endpoint.path.replace(/:(\w+)/g, (_, key: string) => {
      const value = String(rest[key])
      delete rest[key]
      return encodeURIComponent(value)
    })
    if (endpoint.method === 'POST') {
      const command = 'stored' in endpoint ? rest : { commandId: randomUUID(), ...rest }
      return (await post(`/api${path}`, command, headers)) as Answer<z.output<Api[N]['output']>>
    }
    const query = new URLSearchParams(
      Object.entries(rest).map(([key, value]): [string, string] => [key, String(value)]),
    )
    const response = await fetch(`${url}/api${path}?${query}`, { headers })
    return { status: response.status, body: (await response.json()) as z.output<Api[N]['output']> }
  }
  return {
    url,
    tokenOf,
    post,
    call,
    close: async () => {
      await live.stop()
      await app.close()
    },
  }
}
