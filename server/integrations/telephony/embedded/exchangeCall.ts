import type { EndCause, EndedBy, PartyKind, RingOutcome, RingTarget, TransferOutcome } from '../provider.ts'
import type { SipConnection } from './connection.ts'
import { type Fork, fork } from './fork.ts'
import { join, type Leg, legOf, reInvite, sayBye } from './leg.ts'
import type { Registrar } from './registrar.ts'
import { type AckableIncomingResponse, type IncomingInviteRequest, sdpBody } from './sip.ts'

type Begun = {
  id: string
  invite: IncomingInviteRequest
  connection: SipConnection
  registrar: Registrar<SipConnection>
  domain: string
}
type Attempt<Outcome> = { fork: Fork; finish(outcome: Outcome): void }

/**
 * One call through the exchange: `near` is whoever began it, `far` whoever answered.
 *
 *   begun ──ring──► ringing ──answered──► up ──transfer──► up (another far)
 *     └──refuse─────────┴──near leaves──────┴──either leaves, hangUp──► over
 */
export class ExchangeCall {
  readonly id: string
  readonly #begun: Begun
  readonly #onOver: (by: EndedBy, cause: EndCause) => void
  readonly #unwatch = new Set<() => void>()
  #near: Leg | undefined
  #far: Leg | undefined
  #ring: Attempt<RingOutcome> | undefined
  #transfer: Attempt<TransferOutcome> | undefined
  #isOver = false

  constructor(begun: Begun, onOver: (by: EndedBy, cause: EndCause) => void) {
    this.id = begun.id
    this.#begun = begun
    this.#onOver = onOver
    const { invite, connection } = begun
    invite.trying()
    invite.delegate = { onCancel: () => connection.guard('CANCEL', () => this.#nearLeft('cancelled')) }
    this.#watch(connection, () => this.#nearLeft('lost'))
  }

  get #nearKind(): PartyKind {
    return this.#begun.connection.kind ?? 'subscriber'
  }

  ring(target: RingTarget): Promise<RingOutcome> {
    if (this.#isOver) return Promise.resolve('callerLeft')
    if (this.#ring || this.#far) return Promise.resolve('busy')
    return new Promise((resolve) => {
      const finish = (outcome: RingOutcome) => {
        this.#ring = undefined
        resolve(outcome)
      }
      const { id: callId, registrar, domain, invite } = this.#begun
      const invitation = {
        callId,
        domain,
        target,
        bindings: registrar.find(target.sipUser),
        body: sdpBody(invite.message.body),
      }
      const attempt = fork(invitation, {
        onRinging: () => this.#begun.connection.guard('ringing', () => void invite.progress({ statusCode: 180 })),
        onAnswer: (leg, response) => finish(this.#connect(leg, response) ? 'answered' : 'callerLeft'),
        onFailure: finish,
      })
      this.#ring = { fork: attempt, finish }
    })
  }

  stopRinging(): void {
    const ring = this.#ring
    ring?.fork.cancel()
    ring?.finish('stopped')
  }

  transfer(fromSipUser: string, target: RingTarget): Promise<TransferOutcome> {
    const [kept, left] = this.#near?.sipUser === fromSipUser ? [this.#far, this.#near] : [this.#near, this.#far]
    if (this.#isOver || !kept || !left) return Promise.resolve('callEnded')
    if (this.#transfer || left.sipUser !== fromSipUser) return Promise.resolve('failed')
    return new Promise((resolve) => {
      const finish = (outcome: TransferOutcome) => {
        this.#transfer = undefined
        resolve(outcome)
      }
      const { id: callId, registrar, domain } = this.#begun
      // without an offer of ours the colleague's phone makes one, which the kept side then answers (RFC 3725, flow I)
      const invitation = { callId, domain, target, bindings: registrar.find(target.sipUser), body: undefined }
      const attempt = fork(invitation, {
        onRinging: () => undefined,
        onAnswer: (leg, response) => this.#handOver({ kept, left, leg, response, finish }),
        onFailure: (failure) => finish(failure === 'unreachable' ? 'unreachable' : 'declined'),
      })
      this.#transfer = { fork: attempt, finish }
    })
  }

  stopTransfer(): void {
    const transfer = this.#transfer
    transfer?.fork.cancel()
    transfer?.finish('stopped')
  }

  hangUp(): void {
    this.#end('system', 'hungUp', 480)
  }

  refuse(status: number): void {
    if (!this.#near) this.#end('system', 'refused', status)
  }

  #connect(leg: Leg, response: AckableIncomingResponse): boolean {
    response.ack()
    if (this.#isOver) {
      sayBye(leg)
      return false
    }
    const { invite, connection } = this.#begun
    const { session } = invite.accept({ statusCode: 200, body: sdpBody(response.message.body) })
    this.#near = legOf(connection, session)
    this.#setFar(leg)
    join(this.#near, leg, (gone) => this.#legLeft(gone))
    return true
  }

  #handOver({ kept, left, leg, response, finish }: HandOver): void {
    const giveUp = () => {
      // the colleague's offer must be answered before they can be let go; the talk goes on as it was
      leg.connection.guard('ACK', () => void response.ack({ body: sdpBody(response.message.body) }))
      sayBye(leg)
      finish(this.#isOver ? 'callEnded' : 'failed')
    }
    try {
      reInvite(kept, response.message.body, {
        onAnswer: (answer) => {
          if (this.#isOver) return giveUp()
          response.ack({ body: sdpBody(answer) })
          sayBye(left)
          if (kept === this.#near) this.#setFar(leg)
          else this.#near = leg
          this.#watch(leg.connection, () => this.#legLost(leg))
          join(kept, leg, (gone) => this.#legLeft(gone))
          finish('done')
        },
        onReject: giveUp,
      })
    } catch {
      giveUp()
    }
  }

  #setFar(leg: Leg) {
    this.#far = leg
    this.#watch(leg.connection, () => this.#legLost(leg))
  }

  #watch(connection: SipConnection, run: () => void) {
    this.#unwatch.add(connection.onceClosed(run))
  }

  #nearLeft(cause: 'cancelled' | 'lost') {
    // after a transfer the one who began the call may no longer be in it
    if (this.#near && this.#near.connection !== this.#begun.connection) return
    this.#end(this.#nearKind, cause, 487, this.#near)
  }

  #legLost(leg: Leg) {
    if (leg === this.#near || leg === this.#far) this.#end(leg.kind, 'lost', 480, leg)
  }

  #legLeft(leg: Leg) {
    if (leg === this.#near || leg === this.#far) this.#end(leg.kind, 'hungUp', 480, leg)
  }

  #end(by: EndedBy, cause: EndCause, status: number, gone?: Leg) {
    if (this.#isOver) return
    this.#isOver = true
    for (const unwatch of this.#unwatch) unwatch()
    this.#ring?.fork.cancel()
    this.#ring?.finish('callerLeft')
    this.#transfer?.fork.cancel()
    this.#transfer?.finish('callEnded')
    const { connection, invite } = this.#begun
    if (!this.#near && connection.isOpen) connection.guard('refusal', () => void invite.reject({ statusCode: status }))
    for (const leg of [this.#near, this.#far]) if (leg && leg !== gone) sayBye(leg)
    this.#onOver(by, cause)
  }
}

type HandOver = {
  kept: Leg
  left: Leg
  leg: Leg
  response: AckableIncomingResponse
  finish(outcome: TransferOutcome): void
}
