import { randomUUID } from 'node:crypto'
import { PASSWORD } from '../setup/okno.ts'

/** A member of staff who works by plain HTTP: what happens elsewhere while a page is watched. */
export async function colleague(url: string, login: string) {
  const call = async (path: string, body?: object, token?: string) => {
    const response = await fetch(`${url}/api${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const { accessToken, me } = await call('/session/sign-in', { login, password: PASSWORD, keep: 'token' })
  const get = (path: string) => call(path, undefined, accessToken)
  const post = (path: string, body: object = {}) => call(path, { commandId: randomUUID(), ...body }, accessToken)
  return {
    me,
    get,
    post,
    async newConsumer(name: string, more: object = {}): Promise<{ id: string; name: string }> {
      const { branches } = await get('/offices')
      return post('/consumers', { kind: 'person', name, branchId: me.branchId ?? branches[0].id, ...more })
    },
    note: (consumerId: string, text: string): Promise<{ id: string }> =>
      post(`/consumers/${consumerId}/notes`, { text }),
    /** Notes one after another, so that their order is known. */
    async notes(consumerId: string, count: number): Promise<string[]> {
      const ids: string[] = []
      for (let n = 1; n <= count; n += 1) {
        const { id } = await post(`/consumers/${consumerId}/notes`, { text: `Запись номер ${n}` })
        ids.push(id)
      }
      return ids
    },
  }
}
export type Colleague = Awaited<ReturnType<typeof colleague>>
