import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WorldServer } from '../db/testing/serveWorld.ts'
import { makeWorld, PASSWORD, type World } from '../db/testing/world.ts'

let world: World
let server: WorldServer
beforeAll(async () => {
  world = await makeWorld()
  server = await world.serve()
})
afterAll(() => world.close())

test('invalid JSON is a 400 that says so', async () => {
  const answer = await server.post('/api/session/sign-in', '{"login": ')
  expect(answer.status).toBe(400)
  expect(answer.body).toMatchObject({ refusal: 'malformed' })
})

test('an unknown field and a wrong one are named', async () => {
  const answer = await server.call('signIn', { login: 'agent', password: 7, colour: 'red' })
  expect(answer.status).toBe(400)
  const issues = (answer.body as unknown as { detail: { issues: { path: string }[] } }).detail.issues
  expect(issues.map((issue) => issue.path).sort()).toEqual(['colour', 'password'])
})

test('an id that is none is a 400, one of nobody a 404', async () => {
  expect((await server.call('openConsumer', { consumerId: 'nobody' }, world.staff.agent)).status).toBe(400)
  const missing = await server.call('openConsumer', { consumerId: randomUUID() }, world.staff.agent)
  expect(missing).toMatchObject({ status: 404, body: { refusal: 'noSuchConsumer' } })
})

test("another branch's consumer is a 403, and is not found by search", async () => {
  const open = await server.call('openConsumer', { consumerId: world.consumer }, world.staff.otherBranchAgent)
  expect(open).toMatchObject({ status: 403, body: { refusal: 'otherBranch' } })
  expect((await server.call('listTimeline', { consumerId: world.consumer }, world.staff.otherBranchAgent)).status).toBe(
    403,
  )
  expect((await server.call('searchConsumers', { q: 'Шарафутдинова' }, world.staff.otherBranchAgent)).body).toEqual([])
})

test('without a sign-in 401, with a role that may not 403', async () => {
  expect((await server.call('listPresence', {})).status).toBe(401)
  const note = await server.call('addNote', { consumerId: world.consumer, text: 'x' }, world.staff.auditor)
  expect(note).toMatchObject({ status: 403, body: { refusal: 'notAllowed' } })
})

test('the same command twice: one note, the same answer; with other content it is refused', async () => {
  const note = { consumerId: world.consumer, text: 'Просит звонить после 18', commandId: randomUUID() }
  const [first, second] = await Promise.all([
    server.call('addNote', note, world.staff.agent),
    server.call('addNote', note, world.staff.agent),
  ])
  expect(first.status).toBe(200)
  expect(second.body).toEqual(first.body)
  const { body } = await server.call('listTimeline', { consumerId: world.consumer, channel: 'note' }, world.staff.agent)
  expect(body.items).toHaveLength(1)
  const other = await server.call('addNote', { ...note, text: 'другое' }, world.staff.agent)
  expect(other).toMatchObject({ status: 409, body: { refusal: 'commandReused' } })
})

test('a refused command is refused again with the same words', async () => {
  const take = { interactionId: (await note()).id, commandId: randomUUID() }
  const first = await server.call('takeInteraction', take, world.staff.agent)
  expect(first).toMatchObject({ status: 409, body: { refusal: 'alreadyEnded' } })
  expect(await server.call('takeInteraction', take, world.staff.agent)).toEqual(first)
})
const note = async () =>
  (await server.call('addNote', { consumerId: world.consumer2, text: 'заметка' }, world.staff.agent)).body

test('a wrong password is counted, then locks the door even for the right one', async () => {
  const tries = []
  for (let n = 0; n < 5; n++) tries.push(await server.call('signIn', { login: 'otheragent', password: 'wrong' }))
  expect(
    tries.slice(0, 4).every((answer) => answer.status === 409 && refusalOf(answer.body) === 'wrongLoginOrPassword'),
  ).toBe(true)
  expect(refusalOf(tries[4]?.body)).toBe('lockedOut')
  const right = await server.call('signIn', { login: 'otheragent', password: PASSWORD })
  expect(refusalOf(right.body)).toBe('lockedOut')
  expect(refusalOf((await server.call('signIn', { login: 'nobody-here', password: 'wrong' })).body)).toBe(
    'wrongLoginOrPassword',
  )
})
const refusalOf = (body: unknown) => (body as { refusal?: string } | undefined)?.refusal

test('a refresh token is good once; used again later it ends the session of whoever has it', async () => {
  const { body } = await server.call('signIn', { login: 'agent2', password: PASSWORD, keep: 'token' })
  const first = await server.call('refreshSession', { refreshToken: body.refreshToken })
  expect(first.status).toBe(200)
  // both tabs of one browser may ask at once
  expect((await server.call('refreshSession', { refreshToken: body.refreshToken })).status).toBe(200)
  await world.db
    .updateTable('session')
    .set({ rotated_at: new Date(Date.now() - 60_000) })
    .where('id', '=', body.me.sessionId)
    .execute()
  expect((await server.call('refreshSession', { refreshToken: body.refreshToken })).body).toMatchObject({
    refusal: 'sessionEnded',
  })
  expect((await server.call('refreshSession', { refreshToken: first.body.refreshToken })).body).toMatchObject({
    refusal: 'sessionEnded',
  })
})

test('sign-out everywhere makes every access token worthless at once', async () => {
  const { body } = await server.call('signIn', { login: 'clerk', password: PASSWORD, keep: 'token' })
  const me = (token: string) => fetch(`${server.url}/api/session/me`, { headers: { authorization: `Bearer ${token}` } })
  expect((await me(body.accessToken)).status).toBe(200)
  const out = await server.post('/api/session/sign-out-everywhere', {}, { authorization: `Bearer ${body.accessToken}` })
  expect(out.status).toBe(200)
  expect((await me(body.accessToken)).status).toBe(401)
})

test('search finds by part of a name, street and house, account, last digits of a phone, and in the wrong keyboard layout', async () => {
  const find = async (q: string) =>
    (await server.call('searchConsumers', { q }, world.staff.agent)).body.map((line) => line.id)
  for (const q of ['шараф гул', 'Баумана 12', '5678', '+7 917 234-56-78', 'gulnara@example.com', 'ifhfaenlbyjdf']) {
    expect(await find(q), q).toEqual([world.consumer])
  }
  expect(await find('петр иванов')).toEqual([world.consumer2])
  expect(await find("'; drop table consumer; --")).toEqual([])
})

test('what nobody foresaw is answered with an id and no inner word', async () => {
  const answer = await fetch(`${server.url}/api/nothing-here?q=secret`)
  expect(answer.status).toBe(404)
  expect(await answer.json()).toEqual({ refusal: 'noSuchPage', detail: { path: '/api/nothing-here' } })
})

test('the description of the API covers every endpoint', async () => {
  const answer = await fetch(`${server.url}/api/docs/json`)
  const { paths } = (await answer.json()) as { paths: Record<string, unknown> }
  expect(Object.keys(paths)).toContain('/api/consumers/{consumerId}/timeline')
})

test('the metrics tell how long each route takes, by its pattern and never by an id', async () => {
  await server.call('openConsumer', { consumerId: world.consumer }, world.staff.agent)
  const text = await (await fetch(`${server.url}/metrics`)).text()
  expect(text).toMatch(
    /okno_http_request_seconds_count\{method="GET",route="\/api\/consumers\/:consumerId",status="200"\} \d/,
  )
  expect(text).not.toContain(world.consumer)
})
