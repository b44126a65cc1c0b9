import type { WithdrawReason } from '#shared/contract/call'
import { callFacts } from '#shared/contract/call'
import { CallId, type StaffId } from '#shared/contract/ids'
import { presenceFacts } from '#shared/contract/presence'
import { type Context, inTransaction } from '../../db/context.ts'
import type { Db } from '../../db/database.ts'
import type { RoomedFact } from '../../db/factReader.ts'
import { newestCursor, tailFacts } from '../../db/factReader.ts'
import { forgetPhones, hearSip } from '../presence/index.ts'
import { answerCall, answerDial } from './answerCall.ts'
import { dialRoute } from './dialOut.ts'
import { endCall } from './endCall.ts'
import { endOrphans } from './endOrphans.ts'
import { CallJobs } from './jobs.ts'
import { type NextStep, offerCall, offerNext, shownName } from './offerCall.ts'
import type { CreateCallback, Exchange, ExchangeEvent, RingOutcome } from './ports.ts'
import { requestCallback } from './requestCallback.ts'
import { readDialStartSeconds, readRingSeconds } from './settings.ts'
import { failTransfer, finishTransfer, transferRoute } from './transferCall.ts'

type Options = {
  db: Db
  exchange: Exchange
  createCallback: CreateCallback
  onProblem(message: string, error: unknown): void
}
type Ring = Extract<NextStep, { kind: 'ring' }>
const BUSY_HERE = 486
const NOT_AVAILABLE = 480
const SERVER_ERROR = 500
const FORBIDDEN = 403

/** Joins what happens on the telephone with the verbs of a call: one agent after another is rung until one answers or none is left. */
export async function startSwitchboard({ db, exchange, createCallback, onProblem }: Options) {
  const actor = { kind: 'system', name: 'telephony' } as const
  const jobs = new CallJobs(onProblem)
  const inTx = <T>(run: (ctx: Context) => Promise<T>) => inTransaction(db, actor, run)
  const keep = <T>(run: (ctx: Context) => Promise<T>) => jobs.persist(() => inTx(run))
  /** Who is rung now, for which call; and which of them have turned away meanwhile. */
  const rung = new Map<StaffId, CallId>()
  const turnedAway = new Set<StaffId>()
  /** Calls that a softphone has begun to dial. */
  const begun = new Set<CallId>()
  /** Calls that a phone tried to dial without a right to. */
  const strangers = new Set<CallId>()
  const timers = new Set<NodeJS.Timeout>()

  function after(seconds: number, run: () => void): () => void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      run()
    }, seconds * 1000)
    timers.add(timer)
    return () => {
      timers.delete(timer)
      clearTimeout(timer)
    }
  }

  function onEvent(event: ExchangeEvent) {
    if (event.type === 'registered' || event.type === 'unregistered') {
      const heard = { sipUser: event.sipUser, isRegistered: event.type === 'registered' }
      return jobs.add(`sip:${event.sipUser}`, () => keep((ctx) => hearSip(heard, ctx)))
    }
    const callId = CallId.parse(event.callId)
    if (event.type === 'incoming') jobs.add(callId, () => takeIncoming(callId, event.from, event.at))
    if (event.type === 'dialled') begun.add(callId)
    if (event.type === 'ended') begun.delete(callId)
    if (event.type === 'dialled') jobs.add(callId, () => connectDialled(callId, event.sipUser, event.number))
    if (event.type === 'ended') jobs.add(callId, () => takeEnded(callId, event.by))
  }

  async function takeIncoming(callId: CallId, from: string, invitedAt: Date) {
    try {
      await follow(callId, await inTx((ctx) => offerCall({ callId, from, invitedAt }, ctx)))
    } catch (error) {
      exchange.refuse(callId, SERVER_ERROR)
      throw error
    }
  }

  async function follow(callId: CallId, step: NextStep | { kind: 'over' }) {
    if (step.kind === 'ring') ring(callId, step)
    if (step.kind !== 'nobody') return
    await keep((ctx) => requestCallback({ callId }, createCallback, ctx))
    exchange.refuse(callId, NOT_AVAILABLE)
  }

  function ring(callId: CallId, { offer, staffId, sipUser }: Ring) {
    const { call, candidates } = offer
    rung.set(staffId, callId)
    turnedAway.delete(staffId)
    const cancel = after(offer.ringSeconds, () => exchange.stopRinging(callId))
    const target = { sipUser, showsNumber: call.phone ?? 'anonymous', showsName: shownName(call, candidates) }
    void exchange.ring(callId, target).then((outcome) => {
      cancel()
      rung.delete(staffId)
      jobs.add(callId, () => settle(callId, staffId, outcome))
    })
  }

  async function settle(callId: CallId, staffId: StaffId, outcome: RingOutcome) {
    if (outcome === 'answered') return void (await keep((ctx) => answerCall({ callId, staffId }, ctx)))
    if (outcome === 'callerLeft') return
    const reason = turnedAway.delete(staffId) ? 'agentAway' : reasonOf(outcome)
    await follow(callId, await keep((ctx) => offerNext({ callId, staffId, reason }, ctx)))
  }

  async function takeEnded(callId: CallId, by: 'subscriber' | 'staff' | 'system') {
    if (strangers.delete(callId)) return
    const endedBy = by === 'subscriber' ? 'consumer' : by
    await keep((ctx) => endCall({ callId, endedBy }, ctx))
  }

  async function connectDialled(callId: CallId, sipUser: string, number: string) {
    const route = await inTx((ctx) => dialRoute({ callId, sipUser, number }, ctx)).catch((error: unknown) => {
      exchange.refuse(callId, SERVER_ERROR)
      throw error
    })
    if (!route) {
      // not that phone's call to make: nor is it that phone's to end
      strangers.add(callId)
      begun.delete(callId)
      exchange.refuse(callId, FORBIDDEN)
      return
    }
    const cancel = after(route.ringSeconds, () => exchange.stopRinging(callId))
    void exchange.ring(callId, route.target).then((outcome) => {
      cancel()
      jobs.add(callId, () => settleDial(callId, outcome))
    })
  }

  async function settleDial(callId: CallId, outcome: RingOutcome) {
    if (outcome === 'answered') return keep((ctx) => answerDial({ callId }, ctx))
    if (outcome === 'callerLeft') return
    const came = { busy: 'busy', declined: 'busy', unreachable: 'unreachable', stopped: 'noAnswer' } as const
    await keep((ctx) =>
      endCall({ callId, endedBy: outcome === 'declined' ? 'consumer' : 'system', outcome: came[outcome] }, ctx),
    )
    exchange.refuse(callId, outcome === 'busy' || outcome === 'declined' ? BUSY_HERE : NOT_AVAILABLE)
  }

  function onFact(fact: RoomedFact) {
    if (fact.name === 'presenceChanged') {
      const { presence } = presenceFacts.presenceChanged.payload.parse(fact.payload)
      const callId = rung.get(presence.staffId)
      const isAway = presence.state === 'aux' || presence.state === 'offline'
      if (!callId || !isAway) return
      turnedAway.add(presence.staffId)
      exchange.stopRinging(callId)
    }
    if (fact.name === 'callTransferAsked') {
      const asked = callFacts.callTransferAsked.payload.parse(fact.payload)
      jobs.add(asked.callId, () => startTransfer(asked))
    }
    if (fact.name === 'callDialled') {
      const { call } = callFacts.callDialled.payload.parse(fact.payload)
      jobs.add(call.id, () => watchDial(call.id))
    }
  }

  async function startTransfer(asked: { callId: CallId; fromStaffId: StaffId; toStaffId: StaffId }) {
    const { callId } = asked
    const route = await keep((ctx) => transferRoute(asked, ctx))
    if (!route) return keep((ctx) => failTransfer({ ...asked, reason: 'failed' }, ctx))
    const ringSeconds = await inTx(readRingSeconds)
    const cancel = after(ringSeconds, () => exchange.stopTransfer(callId))
    void exchange.transfer(callId, route.fromSipUser, route.target).then((outcome) => {
      cancel()
      const reason = outcome === 'stopped' ? 'noAnswer' : outcome
      jobs.add(callId, () =>
        keep((ctx) => (reason === 'done' ? finishTransfer(asked, ctx) : failTransfer({ ...asked, reason }, ctx))),
      )
    })
  }

  /** A softphone that never begins what it asked for must not keep its agent busy. */
  async function watchDial(callId: CallId) {
    after(await inTx(readDialStartSeconds), () => {
      if (begun.has(callId)) return
      jobs.add(callId, () => keep((ctx) => endCall({ callId, endedBy: 'system', outcome: 'unreachable' }, ctx)))
    })
  }

  await inTx(forgetPhones)
  await inTx(endOrphans)
  const tail = tailFacts({
    db,
    from: await newestCursor(db),
    onFacts: async (facts) => facts.forEach(onFact),
    onError: (error) => onProblem('the switchboard’s facts', error),
  })
  exchange.onEvent(onEvent)
  return {
    async stop() {
      for (const timer of timers) clearTimeout(timer)
      await tail.stop()
      await jobs.stop()
    },
  }
}

const reasonOf = (outcome: 'busy' | 'declined' | 'unreachable' | 'stopped'): WithdrawReason => {
  if (outcome === 'stopped') return 'noAnswer'
  return outcome === 'unreachable' ? 'unreachable' : 'declined'
}
