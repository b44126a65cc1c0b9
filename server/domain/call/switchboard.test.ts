import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { callFacts } from '#shared/contract/call'
import type { CallId, ConsumerId } from '#shared/contract/ids'
import { makeWorld, type Person, until, type World } from '../../db/testing/world.ts'
import { makeExchange } from '../../integrations/telephony/testing/makeExchange.ts'
import { SessionState, type SipPhone } from '../../integrations/telephony/testing/sipPhone.ts'
import { createConsumer } from '../consumer/index.ts'
import { selectInteractions } from '../interaction/index.ts'
import { presenceOf, setPresence } from '../presence/index.ts'
import { dialOut } from './dialOut.ts'
import { type CallbackAsk, findSipAccount, startSwitchboard } from './index.ts'
import { openCallerLine } from './lines.ts'
import { listMyCalls } from './listMyCalls.ts'
import { selectCall } from './sql.ts'
import { transferCall } from './transferCall.ts'
import { wrapUpCall } from './wrapUpCall.ts'

const GULNARA = '+79172345678'
let world: World
let exchange: Awaited<ReturnType<typeof makeExchange>>
let switchboard: Awaited<ReturnType<typeof startSwitchboard>>
let callbacks: CallbackAsk[]
const problems: unknown[] = []

beforeEach(async () => {
  problems.length = 0
  callbacks = []
  world = await makeWorld()
  exchange = await makeExchange((sipUser) => findSipAccount(sipUser, world.db))
  switchboard = await open()
})
afterEach(async () => {
  await exchange.close()
  await switchboard.stop()
  await world.close()
  expect(problems).toEqual([])
})

const open = () =>
  startSwitchboard({
    db: world.db,
    exchange: exchange.exchange,
    createCallback: async (ask) => {
      callbacks.push(ask)
      return null
    },
    onProblem: (message, error) => problems.push(message, error),
  })

const ports = { sipDomain: 'okno.test', hasCallerLines: true }
const ringFor = (seconds: number) =>
  sql`insert into setting (name, valid_from, value, source) values ('callRingSeconds', '2021-01-01', ${String(seconds)}::jsonb, 'test')`.execute(
    world.db,
  )

/** An agent at their desk: phone registered, available. */
async function onDuty(person: Person): Promise<SipPhone> {
  const phone = await exchange.registered(person.sipUser ?? '')
  await until('the phone is known', async () => {
    const { rows } = await sql<{
      is_registered: boolean
    }>`select is_registered from presence where staff_id = ${person.id}`.execute(world.db)
    return rows[0]?.is_registered
  })
  await world.asStaff(person, (ctx) => setPresence({ state: 'available', reason: null }, ctx))
  return phone
}
async function caller(phone = GULNARA): Promise<SipPhone> {
  await world.asSystem((ctx) => openCallerLine(ports)({ phone }, ctx))
  return exchange.registered(phone)
}
const stateOf = async (person: Person) => (await presenceOf(world.db, person.id)).state
const rings = (phone: SipPhone, times = 1) => until('it rings', () => phone.invitations.length === times)
const isUp = (phone: SipPhone) => until('they talk', () => phone.isUp)
const isOver = (phone: SipPhone) => until('the call is over', () => phone.state === SessionState.Terminated)
const callIdOf = (phone: SipPhone) => phone.invitations.at(-1)?.request.getHeader('X-Call-Id') as CallId
const call = (id: CallId) => selectCall(world.db, id)
const inState = (id: CallId, state: string) =>
  until(`the call is ${state}`, async () => (await call(id)).state === state && call(id))
const line = async (id: CallId) => (await selectInteractions(world.db, sql`where i.id = ${id}`))[0]

describe('an incoming call', () => {
  it('rings at the longest-idle agent with the candidates by number, and is theirs and the consumer’s once answered', async () => {
    const first = await onDuty(world.staff.agent)
    const second = await onDuty(world.staff.agent2)
    const { status } = (await caller()).dial('+78432000000')
    await rings(first)
    const [offered] = await world.facts('callOffered')
    const offer = callFacts.callOffered.payload.parse(offered?.payload)
    expect(offer).toMatchObject({ staffId: world.staff.agent.id, ringSeconds: 20, call: { phone: GULNARA } })
    expect(offer.candidates.map(({ id }) => id)).toEqual([world.consumer])
    expect(offered?.rooms).toEqual([`staff:${world.staff.agent.id}`])
    expect(await status).toBe(200)
    const id = callIdOf(first)
    const talking = await inState(id, 'talking')
    expect(talking).toMatchObject({ staffId: world.staff.agent.id, consumerId: world.consumer })
    expect(await line(id)).toMatchObject({
      channel: 'phone',
      direction: 'in',
      state: 'open',
      consumerId: world.consumer,
      address: GULNARA,
    })
    expect(await stateOf(world.staff.agent)).toBe('busy')
    expect(second.invitations).toEqual([])
  })

  it('goes to the next agent when the first does not answer, and the first is told', async () => {
    await ringFor(0.3)
    const first = await onDuty(world.staff.agent)
    const second = await onDuty(world.staff.agent2)
    first.answering = 'ignore'
    ;(await caller()).dial('company')
    await isUp(second)
    const [withdrawn] = await world.facts('callWithdrawn')
    expect(withdrawn?.payload).toMatchObject({ staffId: world.staff.agent.id, reason: 'noAnswer' })
    await isOver(first)
    await until('the second agent is busy', async () => (await stateOf(world.staff.agent2)) === 'busy')
    expect(await stateOf(world.staff.agent)).toBe('available')
  })

  it('goes to the next agent at once when the first declines or turns away', async () => {
    const first = await onDuty(world.staff.agent)
    const second = await onDuty(world.staff.agent2)
    first.answering = 'decline'
    second.answering = 'ignore'
    const third = await onDuty(world.staff.otherBranchAgent)
    ;(await caller()).dial('company')
    await rings(second)
    await world.asStaff(world.staff.agent2, (ctx) => setPresence({ state: 'aux', reason: 'break' }, ctx))
    await isUp(third)
    const reasons = (await world.facts('callWithdrawn')).map((fact) => fact.payload.reason)
    expect(reasons).toEqual(['declined', 'agentAway'])
  })

  it('becomes a call-back within four hours when nobody is left, and the caller is told 480', async () => {
    const agent = await onDuty(world.staff.agent)
    agent.answering = 'busy'
    const { status } = (await caller()).dial('company')
    expect(await status).toBe(480)
    const [asked] = callbacks
    expect(asked).toMatchObject({ phone: GULNARA, consumerId: world.consumer })
    const hours = ((asked?.dueAt.getTime() ?? 0) - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(3.9)
    expect(hours).toBeLessThanOrEqual(4)
    expect(await world.facts('callbackRequested')).toHaveLength(1)
    const id = asked?.callId ?? callIdOf(agent)
    expect(await call(id)).toMatchObject({ state: 'ended', outcome: 'callback' })
    expect(await line(id)).toMatchObject({
      state: 'ended',
      consumerId: world.consumer,
      detail: { outcome: 'callback' },
    })
  })

  it('is abandoned when the caller gives up while it rings, and frees the agent for the next', async () => {
    const agent = await onDuty(world.staff.agent)
    agent.answering = 'ignore'
    const phone = await caller()
    const { inviter } = phone.dial('company')
    await rings(agent)
    const id = callIdOf(agent)
    await inviter.cancel()
    expect(await inState(id, 'ended')).toMatchObject({ outcome: 'abandoned', endedBy: 'consumer', staffId: null })
    expect((await world.facts('callWithdrawn'))[0]?.payload).toMatchObject({ reason: 'callerLeft' })
    agent.answering = 'answer'
    phone.dial('company')
    await isUp(agent)
  })

  it('ends when the caller vanishes, and the agent is to wrap it up', async () => {
    const agent = await onDuty(world.staff.agent)
    const phone = await caller()
    phone.dial('company')
    await isUp(agent)
    const id = callIdOf(agent)
    await inState(id, 'talking')
    await phone.vanish()
    expect(await inState(id, 'ended')).toMatchObject({ outcome: 'answered', endedBy: 'consumer' })
    expect(await stateOf(world.staff.agent)).toBe('wrapUp')
  })

  it('never rings twice at one agent when many call at once', async () => {
    const agents = [await onDuty(world.staff.agent), await onDuty(world.staff.agent2)]
    for (const agent of agents) agent.answering = 'ignore'
    const phones = await Promise.all([1, 2, 3, 4, 5].map((n) => caller(`+7917000000${n}`)))
    const statuses = phones.map((phone) => phone.dial('company').status)
    await Promise.all(agents.map((agent) => rings(agent)))
    await until('the others are refused', async () => callbacks.length === 3)
    expect(agents.map((agent) => agent.invitations.length)).toEqual([1, 1])
    expect(await Promise.race([Promise.any(statuses), Promise.resolve(0)])).toBeDefined()
    const offered = (await world.facts('callOffered')).map((fact) => fact.payload.staffId)
    expect(new Set(offered).size).toBe(2)
  })

  it('asks the agent to choose when two people share the number', async () => {
    const wife = await world.asSystem((ctx) =>
      createConsumer({ kind: 'person', name: 'Шарафутдинов Айдар', phone: GULNARA, branchId: world.branch }, ctx),
    )
    const agent = await onDuty(world.staff.agent)
    ;(await caller()).dial('company')
    await isUp(agent)
    const id = callIdOf(agent)
    const talking = await inState(id, 'talking')
    expect(talking.consumerId).toBeNull()
    const [offer] = await world.facts('callOffered')
    const candidates = callFacts.callOffered.payload.parse(offer?.payload).candidates.map((one): ConsumerId => one.id)
    expect(new Set(candidates)).toEqual(new Set([wife.id, world.consumer]))
  })
})

describe('the wrap-up', () => {
  it('puts the result and the note on the timeline and frees the agent; it is refused twice and before the end', async () => {
    const agent = await onDuty(world.staff.agent)
    const phone = await caller()
    phone.dial('company')
    await isUp(agent)
    const id = callIdOf(agent)
    await inState(id, 'talking')
    const wrap = (disposition: string) =>
      world.asStaff(world.staff.agent, (ctx) => wrapUpCall({ callId: id, disposition, note: 'Скачет напряжение' }, ctx))
    await expect(wrap('consulted')).rejects.toMatchObject({ code: 'notEnded' })
    await agent.hangUp()
    await inState(id, 'ended')
    const mine = await world.asStaff(world.staff.agent, (ctx) => listMyCalls({}, ctx))
    expect(mine.calls.map((one) => one.id)).toEqual([id])
    await expect(wrap('invented')).rejects.toMatchObject({ code: 'unknownDisposition' })
    const wrapped = await wrap('consulted')
    expect(wrapped).toMatchObject({ disposition: 'consulted', note: 'Скачет напряжение' })
    expect(await line(id)).toMatchObject({ subject: 'Консультация дана', preview: 'Скачет напряжение', state: 'ended' })
    expect(await stateOf(world.staff.agent)).toBe('available')
    await expect(wrap('consulted')).rejects.toMatchObject({ code: 'alreadyWrappedUp' })
    const others = world.asStaff(world.staff.agent2, (ctx) =>
      wrapUpCall({ callId: id, disposition: 'consulted', note: '' }, ctx),
    )
    await expect(others).rejects.toMatchObject({ code: 'notYourCall' })
  })
})

describe('a transfer', () => {
  it('hands the call to the colleague; each wraps up their own part', async () => {
    const first = await onDuty(world.staff.agent)
    ;(await caller()).dial('company')
    await isUp(first)
    const id = callIdOf(first)
    await inState(id, 'talking')
    const second = await onDuty(world.staff.agent2)
    await world.asStaff(world.staff.agent, (ctx) => transferCall({ callId: id, toStaffId: world.staff.agent2.id }, ctx))
    await isUp(second)
    await until('it is theirs', async () => (await call(id)).staffId === world.staff.agent2.id)
    expect(await stateOf(world.staff.agent)).toBe('wrapUp')
    expect(await stateOf(world.staff.agent2)).toBe('busy')
    await world.asStaff(world.staff.agent, (ctx) =>
      wrapUpCall({ callId: id, disposition: 'consulted', note: 'передал' }, ctx),
    )
    expect(await stateOf(world.staff.agent)).toBe('available')
    await second.hangUp()
    await inState(id, 'ended')
    expect(await stateOf(world.staff.agent2)).toBe('wrapUp')
    expect(await stateOf(world.staff.agent)).toBe('available')
  })

  it('fails in words when the colleague does not answer, and the talk goes on', async () => {
    await ringFor(0.3)
    const first = await onDuty(world.staff.agent)
    ;(await caller()).dial('company')
    await isUp(first)
    const id = callIdOf(first)
    await inState(id, 'talking')
    const second = await onDuty(world.staff.agent2)
    second.answering = 'ignore'
    const ask = () =>
      world.asStaff(world.staff.agent, (ctx) => transferCall({ callId: id, toStaffId: world.staff.agent2.id }, ctx))
    await ask()
    await expect(ask()).rejects.toMatchObject({ code: 'alreadyTransferring' })
    const failed = await until('it failed', async () => (await world.facts('callTransferFailed'))[0])
    expect(failed.payload).toMatchObject({ reason: 'noAnswer', toName: world.staff.agent2.name })
    expect(await call(id)).toMatchObject({ state: 'talking', staffId: world.staff.agent.id })
  })

  it('is refused to somebody who is not free', async () => {
    const first = await onDuty(world.staff.agent)
    ;(await caller()).dial('company')
    await isUp(first)
    const id = callIdOf(first)
    await inState(id, 'talking')
    const ask = world.asStaff(world.staff.agent, (ctx) =>
      transferCall({ callId: id, toStaffId: world.staff.agent2.id }, ctx),
    )
    await expect(ask).rejects.toMatchObject({ code: 'colleagueNotAvailable' })
  })
})

describe('an outgoing call', () => {
  it('is reserved, dialled by the phone under its id, answered and tied to the consumer', async () => {
    const agent = await onDuty(world.staff.agent)
    const gulnara = await caller()
    const reserved = await world.asStaff(world.staff.agent, (ctx) => dialOut({ phone: '8 (917) 234-56-78' }, ctx))
    expect(reserved).toMatchObject({ phone: GULNARA, state: 'dialling', consumerId: world.consumer })
    expect(await stateOf(world.staff.agent)).toBe('busy')
    const again = world.asStaff(world.staff.agent, (ctx) => dialOut({ phone: GULNARA }, ctx))
    await expect(again).rejects.toMatchObject({ code: 'onACall' })
    const { status } = agent.dial(GULNARA, [`X-Call-Id: ${reserved.id}`])
    expect(await status).toBe(200)
    expect(gulnara.invitations[0]?.remoteIdentity.uri.user).toBe('+78432000000')
    expect(await inState(reserved.id, 'talking')).toMatchObject({ direction: 'out', staffId: world.staff.agent.id })
    await gulnara.hangUp()
    expect(await inState(reserved.id, 'ended')).toMatchObject({ outcome: 'answered', endedBy: 'consumer' })
    expect(await stateOf(world.staff.agent)).toBe('wrapUp')
  })

  it('ends as unreachable, busy or unanswered, each on record', async () => {
    const agent = await onDuty(world.staff.agent)
    const dial = async () => {
      const reserved = await world.asStaff(world.staff.agent, (ctx) => dialOut({ phone: GULNARA }, ctx))
      const { status } = agent.dial(GULNARA, [`X-Call-Id: ${reserved.id}`])
      const ended = await inState(reserved.id, 'ended')
      return [await status, ended.outcome]
    }
    expect(await dial()).toEqual([480, 'unreachable'])
    const gulnara = await caller()
    gulnara.answering = 'busy'
    expect(await dial()).toEqual([486, 'busy'])
  })

  it('is refused by the exchange without a reservation, or to another number', async () => {
    const agent = await onDuty(world.staff.agent)
    expect(await agent.dial(GULNARA).status).toBe(403)
    const reserved = await world.asStaff(world.staff.agent, (ctx) => dialOut({ phone: '+79173334455' }, ctx))
    expect(await agent.dial(GULNARA, [`X-Call-Id: ${reserved.id}`]).status).toBe(403)
  })

  it('is given up when the phone never dials', async () => {
    await sql`insert into setting (name, valid_from, value, source) values ('dialStartSeconds', '2021-01-01', '0.2', 'test')`.execute(
      world.db,
    )
    await onDuty(world.staff.agent)
    const reserved = await world.asStaff(world.staff.agent, (ctx) => dialOut({ phone: GULNARA }, ctx))
    expect(await inState(reserved.id, 'ended')).toMatchObject({ outcome: 'unreachable' })
  })

  it('is refused for a number that is none and for a phone that is not there', async () => {
    const dial = (phone: string) => world.asStaff(world.staff.agent, (ctx) => dialOut({ phone }, ctx))
    await expect(dial('позвони')).rejects.toMatchObject({ code: 'malformedPhone' })
    await expect(dial(GULNARA)).rejects.toMatchObject({ code: 'phoneNotRegistered' })
    const clerk = world.asStaff(world.staff.clerk, (ctx) => dialOut({ phone: GULNARA }, ctx))
    await expect(clerk).rejects.toMatchObject({ code: 'noLine' })
  })

  it('is refused for a consumer of another branch', async () => {
    await onDuty(world.staff.otherBranchAgent)
    const dial = world.asStaff(world.staff.otherBranchAgent, (ctx) =>
      dialOut({ phone: GULNARA, consumerId: world.consumer }, ctx),
    )
    await expect(dial).rejects.toMatchObject({ code: 'otherBranch' })
  })
})

describe('after a restart', () => {
  it('ends the calls that were on and lets their agents wrap up; phones must register anew', async () => {
    const agent = await onDuty(world.staff.agent)
    ;(await caller()).dial('company')
    await isUp(agent)
    const id = callIdOf(agent)
    await inState(id, 'talking')
    const restarted = await open()
    expect(await call(id)).toMatchObject({ state: 'ended', endedBy: 'system' })
    expect(await stateOf(world.staff.agent)).toBe('wrapUp')
    const { rows } = await sql`select 1 from presence where is_registered`.execute(world.db)
    expect(rows).toEqual([])
    await restarted.stop()
  })
})
