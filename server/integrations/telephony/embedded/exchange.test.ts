import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { TelephonyEvent } from '../provider.ts'
import { makeExchange, until } from '../testing/makeExchange.ts'
import { SessionState } from '../testing/sipPhone.ts'

const accounts = {
  agent1: { password: 'secret-1', kind: 'staff' },
  agent2: { password: 'secret-2', kind: 'staff' },
  '+79170000000': { password: 'secret-3', kind: 'subscriber' },
} as const
const CALLER = '+79170000000'
const uncaught: unknown[] = []
const onUncaught = (error: unknown) => uncaught.push(error)
beforeAll(() => void process.on('uncaughtException', onUncaught).on('unhandledRejection', onUncaught))
afterAll(() => void process.off('uncaughtException', onUncaught).off('unhandledRejection', onUncaught))

let world: Awaited<ReturnType<typeof makeExchange>>
beforeEach(async () => {
  uncaught.length = 0
  world = await makeExchange(accounts)
})
afterEach(async () => {
  await world.close()
  expect(uncaught).toEqual([])
})

const eventOf = <T extends TelephonyEvent['type']>(type: T) =>
  until(
    () => world.events.find((event): event is Extract<TelephonyEvent, { type: T }> => event.type === type),
    `event ${type}`,
  )

async function talk() {
  const agent = await world.registered('agent1')
  const caller = await world.registered(CALLER)
  const { status } = caller.dial('company')
  const { callId } = await eventOf('incoming')
  const outcome = await world.exchange.ring(callId, world.target('agent1'))
  await status
  await until(() => agent.isUp && caller.isUp, 'a talk')
  return { agent, caller, callId, outcome }
}

describe('registration', () => {
  it('accepts the right password and tells of the first and the last phone of a user', async () => {
    const one = world.makePhone('agent1', 'secret-1')
    const two = world.makePhone('agent1', 'secret-1')
    expect(await one.register()).toBe(200)
    expect(await two.register()).toBe(200)
    await one.vanish()
    await two.vanish()
    await eventOf('unregistered')
    expect(world.events.map((event) => event.type)).toEqual(['registered', 'unregistered'])
  })

  it('refuses a wrong password and an unknown user with 401', async () => {
    expect(await world.makePhone('agent1', 'guess').register()).toBe(401)
    expect(await world.makePhone('nobody', 'guess').register()).toBe(401)
    expect(world.events).toEqual([])
  })

  it('forgets a phone whose registration has run out', async () => {
    const raw = await rawPhone()
    raw.send(await raw.proveRegister('agent1', 'secret-1', 1))
    await until(() => raw.heard.some((m) => m.startsWith('SIP/2.0 200')), '200')
    await eventOf('registered')
    await eventOf('unregistered')
    raw.socket.close()
  })

  it('refuses a call from a phone that has not registered', async () => {
    const raw = await rawPhone()
    raw.send(request('INVITE', 'sip:company@okno.test', { body: 'v=0\r\n' }))
    await until(() => raw.heard.some((m) => m.startsWith('SIP/2.0 403')), '403')
    raw.socket.close()
  })
})

describe('a call', () => {
  it('waits until it is rung, connects the descriptions of both sides, and ends when the caller hangs up', async () => {
    const { agent, caller, callId, outcome } = await talk()
    expect(outcome).toBe('answered')
    expect(caller.heard).toBe('agent1')
    expect(agent.heard).toBe(CALLER)
    expect(agent.invitations[0]?.request.getHeader('X-Call-Id')).toBe(callId)
    await caller.hangUp()
    expect(await eventOf('ended')).toEqual({ type: 'ended', callId, by: 'subscriber', cause: 'hungUp' })
    await until(() => agent.state === SessionState.Terminated, 'the agent is told')
  })

  it('ends when the agent hangs up, and when the server does', async () => {
    const { agent, caller } = await talk()
    await agent.hangUp()
    await until(() => caller.state === SessionState.Terminated, 'the caller is told')
    expect((await eventOf('ended')).by).toBe('staff')
  })

  it('ends both sides when the server hangs up', async () => {
    const { agent, caller, callId } = await talk()
    world.exchange.hangUp(callId)
    await until(
      () => caller.state === SessionState.Terminated && agent.state === SessionState.Terminated,
      'both are told',
    )
    expect((await eventOf('ended')).by).toBe('system')
  })

  it('ends when the caller vanishes without a word', async () => {
    const { agent, caller } = await talk()
    await caller.vanish()
    expect(await eventOf('ended')).toMatchObject({ by: 'subscriber', cause: 'lost' })
    await until(() => agent.state === SessionState.Terminated, 'the agent is told')
  })

  it('stops ringing when the caller gives up (CANCEL)', async () => {
    const agent = await world.registered('agent1')
    agent.answering = 'ignore'
    const caller = await world.registered(CALLER)
    const { inviter, status } = caller.dial('company')
    const { callId } = await eventOf('incoming')
    const outcome = world.exchange.ring(callId, world.target('agent1'))
    await until(() => agent.invitations.length === 1, 'it rings')
    await inviter.cancel()
    expect(await outcome).toBe('callerLeft')
    expect(await status).toBe(487)
    expect(await eventOf('ended')).toMatchObject({ by: 'subscriber', cause: 'cancelled' })
    await until(() => agent.state === SessionState.Terminated, 'the agent’s phone falls silent')
  })

  it('goes on to the next phone when one is busy, declines, is not there, or is rung in vain', async () => {
    const agent = await world.registered('agent1')
    const caller = await world.registered(CALLER)
    const { status } = caller.dial('company')
    const { callId } = await eventOf('incoming')
    agent.answering = 'busy'
    expect(await world.exchange.ring(callId, world.target('agent1'))).toBe('busy')
    agent.answering = 'decline'
    expect(await world.exchange.ring(callId, world.target('agent1'))).toBe('declined')
    expect(await world.exchange.ring(callId, world.target('agent2'))).toBe('unreachable')
    agent.answering = 'ignore'
    const vain = world.exchange.ring(callId, world.target('agent1'))
    await until(() => agent.invitations.length === 3, 'it rings')
    world.exchange.stopRinging(callId)
    expect(await vain).toBe('stopped')
    agent.answering = 'answer'
    expect(await world.exchange.ring(callId, world.target('agent1'))).toBe('answered')
    expect(await status).toBe(200)
  })

  it('is refused with the status the server chose', async () => {
    const caller = await world.registered(CALLER)
    const { status } = caller.dial('company')
    const { callId } = await eventOf('incoming')
    world.exchange.refuse(callId, 480)
    expect(await status).toBe(480)
    expect(await eventOf('ended')).toMatchObject({ by: 'system', cause: 'refused' })
  })

  it('rings all phones of a user and connects the first to answer', async () => {
    const desk = await world.registered('agent1')
    const laptop = await world.registered('agent1')
    desk.answering = 'ignore'
    const caller = await world.registered(CALLER)
    caller.dial('company')
    const { callId } = await eventOf('incoming')
    expect(await world.exchange.ring(callId, world.target('agent1'))).toBe('answered')
    await until(() => desk.state === SessionState.Terminated || desk.invitations.length === 0, 'the other falls silent')
    expect(laptop.state).toBe(SessionState.Established)
  })

  it('carries hold and keys both ways', async () => {
    const { agent, caller } = await talk()
    expect(await agent.reInvite()).toBe(200)
    expect(await caller.reInvite()).toBe(200)
    await agent.press('5')
    await caller.press('#')
    await until(() => caller.keys === '5' && agent.keys === '#', 'keys')
  })

  it('is dialled by an agent under the id the softphone names', async () => {
    const agent = await world.registered('agent1')
    const caller = await world.registered(CALLER)
    const callId = '0190a8b2-7b1c-7c11-9d0c-0f6f1d2c3b4a'
    const { status } = agent.dial(CALLER, [`X-Call-Id: ${callId}`])
    expect(await eventOf('dialled')).toMatchObject({ callId, sipUser: 'agent1', number: CALLER })
    expect(await world.exchange.ring(callId, { sipUser: CALLER, showsNumber: '+78432000000', showsName: 'Окно' })).toBe(
      'answered',
    )
    expect(await status).toBe(200)
    expect(caller.invitations[0]?.remoteIdentity.uri.user).toBe('+78432000000')
  })
})

describe('a transfer', () => {
  it('puts the colleague in the agent’s place while the caller stays', async () => {
    const { agent, caller, callId } = await talk()
    const colleague = await world.registered('agent2')
    expect(await world.exchange.transfer(callId, 'agent1', world.target('agent2'))).toBe('done')
    await until(() => agent.state === SessionState.Terminated, 'the first agent is free')
    expect(caller.state).toBe(SessionState.Established)
    await until(() => caller.heard === 'agent2' && colleague.heard === CALLER, 'new descriptions')
    expect(world.events.some((event) => event.type === 'ended')).toBe(false)
    await colleague.hangUp()
    expect(await eventOf('ended')).toMatchObject({ by: 'staff' })
    await until(() => caller.state === SessionState.Terminated, 'the caller is told')
  })

  it('leaves the talk as it was when the colleague declines or is not there', async () => {
    const { agent, caller, callId } = await talk()
    expect(await world.exchange.transfer(callId, 'agent1', world.target('agent2'))).toBe('unreachable')
    const colleague = await world.registered('agent2')
    colleague.answering = 'decline'
    expect(await world.exchange.transfer(callId, 'agent1', world.target('agent2'))).toBe('declined')
    expect([agent.state, caller.state]).toEqual([SessionState.Established, SessionState.Established])
    await caller.press('1')
    await until(() => agent.keys === '1', 'they still talk')
  })

  it('ends the colleague’s ringing when the caller leaves meanwhile', async () => {
    const { caller, callId } = await talk()
    const colleague = await world.registered('agent2')
    colleague.answering = 'ignore'
    const outcome = world.exchange.transfer(callId, 'agent1', world.target('agent2'))
    await until(() => colleague.invitations.length === 1, 'it rings')
    await caller.hangUp()
    expect(await outcome).toBe('callEnded')
    await until(() => colleague.state === SessionState.Terminated, 'it falls silent')
  })
})

describe('bad input', () => {
  it('survives what is no SIP, or SIP with its middle torn out', async () => {
    const whole = request('INVITE', 'sip:company@okno.test', { body: 'v=0\r\n' })
    const torn = whole.split('\r\n').map((_, i, lines) => lines.filter((_line, j) => j !== i).join('\r\n'))
    const junk = [
      'hello',
      '\r\n\r\n',
      '\0'.repeat(1000),
      'INVITE sip:x SIP/2.0\r\n\r\n',
      'SIP/2.0 200 OK\r\n\r\n',
      'SIP/2.0 999 Odd\r\nVia: SIP/2.0/WS a;branch=z9hG4bKx\r\nCSeq: x INVITE\r\n\r\n',
      whole.replace('CSeq: 1', 'CSeq: minus one'),
      whole.replace('sip:company@okno.test', 'tel:112'),
      request('BYE', 'sip:exchange@okno.test', { toTag: 'nothing' }),
      request('CANCEL', 'sip:exchange@okno.test'),
      request('REFER', 'sip:exchange@okno.test'),
      request('PUBLISH', 'sip:exchange@okno.test'),
      request('INFO', 'sip:exchange@okno.test'),
      request('REGISTER', 'sip:okno.test', { headers: ['Authorization: Digest username="agent1", response=""'] }),
      request('REGISTER', 'sip:okno.test', { headers: ['Authorization: Basic YTpi'] }),
    ]
    for (const text of [...junk, ...torn, ...torn.map((line) => line.slice(0, line.length / 2))]) {
      const raw = await rawPhone()
      raw.send(text)
      raw.socket.send(Buffer.from(text))
      raw.socket.close()
    }
    const { outcome } = await talk()
    expect(outcome).toBe('answered')
  })

  it('cuts off a phone that guesses passwords', async () => {
    const raw = await rawPhone()
    for (let i = 0; i < 12; i += 1) raw.send(await raw.proveRegister('agent1', `guess-${i}`, 60))
    await until(() => raw.socket.readyState === WebSocket.CLOSED, 'cut off')
  })

  it('cuts off a message of more than 64 KB', async () => {
    const raw = await rawPhone()
    raw.send('x'.repeat(70_000))
    await until(() => raw.socket.readyState === WebSocket.CLOSED, 'cut off')
  })
})

type Extra = { body?: string; toTag?: string; headers?: string[] }
let cseq = 0
function request(method: string, uri: string, { body = '', toTag, headers = [] }: Extra = {}) {
  cseq += 1
  return [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/WS raw.invalid;branch=z9hG4bK${cseq}`,
    'Max-Forwards: 70',
    `From: <sip:agent1@okno.test>;tag=raw${cseq}`,
    `To: <sip:agent1@okno.test>${toTag ? `;tag=${toTag}` : ''}`,
    `Call-ID: raw-${cseq}`,
    `CSeq: 1 ${method}`,
    'Contact: <sip:raw@raw.invalid;transport=ws>',
    ...headers,
    ...(body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n')
}

async function rawPhone() {
  const { createHash } = await import('node:crypto')
  const md5 = (text: string) => createHash('md5').update(text).digest('hex')
  const socket = new WebSocket(world.url, 'sip')
  const heard: string[] = []
  socket.on('message', (raw) => heard.push(raw.toString()))
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('open', resolve))
  const send = (text: string) => socket.readyState === WebSocket.OPEN && socket.send(text)
  return {
    socket,
    heard,
    send,
    async proveRegister(user: string, password: string, expires: number) {
      const before = heard.length
      send(request('REGISTER', 'sip:okno.test'))
      await until(() => heard.length > before || socket.readyState !== WebSocket.OPEN, 'a challenge')
      const nonce = /nonce="([^"]+)"/.exec(heard[before] ?? '')?.[1] ?? ''
      const response = md5(`${md5(`${user}:okno.test:${password}`)}:${nonce}:${md5('REGISTER:sip:okno.test')}`)
      const proof = `Authorization: Digest username="${user}", realm="okno.test", nonce="${nonce}", uri="sip:okno.test", response="${response}"`
      return request('REGISTER', 'sip:okno.test', { headers: [proof, `Expires: ${expires}`] })
    },
  }
}
