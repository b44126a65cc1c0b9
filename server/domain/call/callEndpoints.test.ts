import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorldServer } from '../../db/testing/serveWorld.ts'
import { makeWorld, type World } from '../../db/testing/world.ts'

let world: World
let server: WorldServer
beforeAll(async () => {
  world = await makeWorld()
  server = await world.serve()
})
afterAll(() => world.close())

describe('lines', () => {
  it('gives an agent their own SIP line, and nobody else one', async () => {
    const mine = await server.call('phoneLine', {}, world.staff.agent)
    expect(mine).toMatchObject({ status: 200, body: { sipUser: 'sip-agent', domain: 'okno.test' } })
    expect(mine.body.password.length).toBeGreaterThan(5)
    expect((await server.call('phoneLine', {}, world.staff.clerk)).status).toBe(409)
    expect((await server.call('phoneLine', {}, world.staff.auditor)).status).toBe(403)
    expect((await server.call('phoneLine', {})).status).toBe(401)
  })

  it('opens a caller’s line for a number however typed, the same one each time', async () => {
    const first = await server.call('openCallerLine', { phone: '8 (917) 234-56-78' })
    const again = await server.call('openCallerLine', { phone: '+79172345678' })
    expect(first).toMatchObject({ status: 200, body: { phone: '+79172345678', companyPhone: '+78432000000' } })
    expect(again.body.password).toBe(first.body.password)
  })

  it('refuses what is no number, and fields it does not know', async () => {
    expect(await server.call('openCallerLine', { phone: 'позвоните' })).toMatchObject({
      status: 409,
      body: { refusal: 'malformedPhone' },
    })
    expect((await server.call('openCallerLine', { phone: '' })).status).toBe(400)
    expect((await server.call('openCallerLine', { phone: '+79172345678', admin: true })).status).toBe(400)
  })

  it('never lets a staff line be taken by a caller’s number', async () => {
    expect((await server.call('openCallerLine', { phone: 'sip-agent' })).status).toBe(409)
  })
})

describe('commands', () => {
  const unknown = '0190a8b2-7b1c-7c11-9d0c-0f6f1d2c3b4a'
  it('answer 404 for a call that is none and 400 for an id that is none', async () => {
    const wrap = (callId: string) =>
      server.call('wrapUpCall', { callId, disposition: 'consulted', note: '' }, world.staff.agent)
    expect((await wrap(unknown)).status).toBe(404)
    expect((await wrap('not-an-id')).status).toBe(400)
  })

  it('are closed to those who only read', async () => {
    expect((await server.call('dialOut', { phone: '+79172345678' }, world.staff.auditor)).status).toBe(403)
    expect((await server.call('listMyCalls', {}, world.staff.auditor)).status).toBe(403)
  })

  it('show today’s list of results to every member of staff', async () => {
    const { body } = await server.call('listDispositions', {}, world.staff.auditor)
    expect(body.map(({ code }) => code)).toContain('consulted')
  })
})
