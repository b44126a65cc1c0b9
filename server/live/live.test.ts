import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Told } from '#shared/contract/contract'
import type { StaffActor } from '../db/context.ts'
import type { WorldServer } from '../db/testing/serveWorld.ts'
import { makeWorld, until, type World } from '../db/testing/world.ts'
import { startInteraction, tieInteraction } from '../domain/interaction/index.ts'
import { endSessions, signAccess } from '../domain/session/index.ts'

let world: World
let server: WorldServer
const sockets: Socket[] = []
beforeAll(async () => {
  world = await makeWorld()
  server = await world.serve()
})
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close()
})
afterAll(() => world.close())

function connect(auth: Record<string, unknown>): Promise<Socket> {
  const socket = io(server.url, { path: '/live', auth, reconnection: false, transports: ['websocket'] })
  sockets.push(socket)
  return new Promise((resolve, reject) => {
    socket.on('connect', () => resolve(socket))
    socket.on('connect_error', reject)
  })
}
const asStaff = async (staff: StaffActor) => connect({ token: await server.tokenOf(staff) })
const join = (socket: Socket, room: string): Promise<string | null> => socket.emitWithAck('join', room)

test('a socket without, with a forged or with an expired token is turned away with a reason', async () => {
  await expect(connect({})).rejects.toThrow('signInRequired')
  await expect(connect({ token: 'x.y.z' })).rejects.toThrow('signInRequired')
  await expect(connect({ visitorToken: 'x' })).rejects.toThrow('signInRequired')
  const { agent } = world.staff
  const { token } = await signAccess(
    { staffId: agent.id, sessionId: agent.sessionId },
    new Date(Date.now() - 3_600_000),
  )
  await expect(connect({ token })).rejects.toThrow('signInRequired')
})

test('a fact is heard in its room, at once, by those who may enter and by nobody else', async () => {
  const agent = await asStaff(world.staff.agent)
  const stranger = await asStaff(world.staff.otherBranchAgent)
  expect(await join(agent, `consumer:${world.consumer}`)).toBeNull()
  expect(await join(stranger, `consumer:${world.consumer}`)).toBe('otherBranch')
  expect(await join(stranger, `branch:${world.branch}`)).toBe('notAllowed')
  expect(await join(stranger, 'kitchen:1')).toBe('malformed')
  const heard: Told[] = []
  const overheard: string[] = []
  agent.on('interactionStarted', (told: Told) => heard.push(told))
  stranger.onAny((name: string) => overheard.push(name))
  const { body } = await server.call('addNote', { consumerId: world.consumer, text: 'для своих' }, world.staff.agent)
  await until('the fact', () => heard.length > 0)
  expect(heard[0]?.payload).toMatchObject({ interaction: { id: body.id } })
  // the stranger hears a fact of the whole company that comes after, and not this one
  await server.call('setPresence', { state: 'available' }, world.staff.agent)
  await until('a later fact', () => overheard.length > 0)
  expect(overheard).toEqual(['presenceChanged'])
})

test('a contact that everybody saw leaves those who may not see where it goes', async () => {
  const stranger = await asStaff(world.staff.otherBranchAgent)
  const heard: string[] = []
  stranger.onAny((name: string, told: Told) => heard.push(`${name} ${JSON.stringify(told.payload)}`))
  const { id } = await world.asSystem((ctx) =>
    startInteraction({ channel: 'mail', direction: 'in', state: 'waiting', subject: 'От неизвестного' }, ctx),
  )
  await world.asStaff(world.staff.agent, (ctx) =>
    tieInteraction({ interactionId: id, consumerId: world.consumer }, ctx),
  )
  await until('it has left', () => heard.length === 2)
  expect(heard[0]).toMatch(/^interactionStarted .*От неизвестного/)
  expect(heard[1]).toBe(`interactionLeft ${JSON.stringify({ branchId: null, interactionId: id })}`)
})

test('who was away pulls what was missed, in order and without a double', async () => {
  const start = (await server.call('pullFacts', {}, world.staff.agent)).body.cursor
  for (let n = 0; n < 5; n++)
    await server.call('addNote', { consumerId: world.consumer, text: `№${n}` }, world.staff.agent)
  const names: string[] = []
  let after = start
  for (let isLast = false; !isLast; ) {
    const { body } = await server.call('pullFacts', { after, limit: 3 }, world.staff.agent)
    names.push(...body.facts.map((fact) => fact.cursor))
    after = body.cursor
    isLast = body.isLast
  }
  expect(new Set(names).size).toBe(names.length)
  const all = (await world.facts()).filter((fact) => fact.rooms.length > 0).map((fact) => fact.cursor)
  expect(names).toEqual(all.slice(-names.length))
  expect(names.length).toBeGreaterThanOrEqual(10)
  const other = (await server.call('pullFacts', { after: start }, world.staff.otherBranchAgent)).body.facts
  expect(JSON.stringify(other)).not.toContain(world.consumer)
})

test('an ended session loses its socket at once', async () => {
  const socket = await asStaff(world.staff.agent2)
  const gone = new Promise((done) => socket.on('disconnect', done))
  await world.asSystem((ctx) => endSessions([world.staff.agent2.sessionId], world.staff.agent2.id, ctx))
  expect(await gone).toBe('io server disconnect')
})
