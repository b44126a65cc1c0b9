import { type Invitation, Inviter, type Session, SessionState, type Web } from 'sip.js'
import { CallId } from '#shared/contract/ids'
import type { PhoneCall, PhoneProblem } from '#shared/contract/phone'
import { type CallEvent, isUpPhase, nextPhase } from '#shared/rules/callState'
import { isHoldOffer, playRemote, releaseMedia, setSending } from './media'

/** Echo, noise and loudness are the browser's work. */
const SOUND = { constraints: { audio: true, video: false } }
const BUSY = 486

/** One call of the softphone: turns what sip.js says into a `PhoneCall`, and what the person wants into SIP. */
export class CallSession {
  #call: PhoneCall
  readonly #session: Session
  readonly #onChange: (call: PhoneCall) => void
  #stopAudio: (() => void) | undefined
  #isChangingMedia = false

  constructor(session: Session, call: PhoneCall, onChange: (call: PhoneCall) => void) {
    this.#session = session
    this.#call = call
    this.#onChange = onChange
    session.delegate = {
      // A changed medium before the other side's ACK confuses sip.js, so an answered call is up only with it.
      onAck: () => this.#step('connected'),
      onInfo: (info) => {
        void info.accept()
        const key = /^\s*(?:Signal=)?\s*([0-9*#])\s*$/im.exec(info.request.body)?.[1]
        if (key) this.#change({ keysHeard: this.#call.keysHeard + key })
      },
      onInvite: (request) => this.#change({ isHeldByRemote: isHoldOffer(request.body) }),
      onSessionDescriptionHandler: () => {
        this.#stopAudio?.()
        this.#stopAudio = playRemote(session)
      },
    }
    session.stateChange.addListener((state) => this.#onState(state))
  }

  get call(): PhoneCall {
    return this.#call
  }

  async answer(): Promise<void> {
    if (!isInvitation(this.#session) || !this.#step('answer')) return
    await this.#session.accept({ sessionDescriptionHandlerOptions: SOUND }).catch(() => this.#fail('failed'))
  }

  /** Rings the other side; `problem` says why when it comes to nothing. */
  async dial(): Promise<void> {
    const session = this.#session
    if (!(session instanceof Inviter)) return
    const onReject = ({ message }: { message: { statusCode?: number | undefined } }) =>
      this.#change({ problem: this.#call.problem ?? problemOf(message.statusCode) })
    await session.invite({ requestDelegate: { onReject } }).catch(() => this.#fail('failed'))
  }

  /** Declines, gives up or ends, whichever fits. */
  async hangUp(): Promise<void> {
    const session = this.#session
    if (session.state === SessionState.Established) await session.bye()
    else if (session instanceof Inviter) await session.cancel()
    else if (isInvitation(session) && session.state !== SessionState.Terminated)
      await session.reject({ statusCode: BUSY })
  }

  async setHold(isHeld: boolean): Promise<void> {
    if (this.#isChangingMedia || !isUpPhase(this.#call.phase) || isHeld === (this.#call.phase === 'held')) return
    this.#isChangingMedia = true
    try {
      if (isHeld) setSending(this.#session, { isMuted: this.#call.isMuted, isHeld })
      const isAgreed = await this.#reInvite(isHeld)
      if (isAgreed) this.#step(isHeld ? 'hold' : 'unhold')
    } finally {
      this.#isChangingMedia = false
      setSending(this.#session, { isMuted: this.#call.isMuted, isHeld: this.#call.phase === 'held' })
    }
  }

  setMute(isMuted: boolean): void {
    setSending(this.#session, { isMuted, isHeld: this.#call.phase === 'held' })
    this.#change({ isMuted })
  }

  async pressKey(key: string): Promise<void> {
    if (!isUpPhase(this.#call.phase)) return
    const body = {
      contentDisposition: 'render',
      contentType: 'application/dtmf-relay',
      content: `Signal=${key}\r\nDuration=160`,
    }
    await this.#session.info({ requestOptions: { body } })
    this.#change({ keysSent: this.#call.keysSent + key })
  }

  /** The call is over although nobody could say so. */
  fail(problem: PhoneProblem): void {
    this.#fail(problem)
    releaseMedia(this.#session)
  }

  #reInvite(hold: boolean): Promise<boolean> {
    return new Promise((resolve) => {
      const requestDelegate = { onAccept: () => resolve(true), onReject: () => resolve(false) }
      const options: Web.SessionDescriptionHandlerOptions = { hold }
      this.#session.invite({ sessionDescriptionHandlerOptions: options, requestDelegate }).catch(() => resolve(false))
    })
  }

  #fail(problem: PhoneProblem) {
    this.#change({ problem: this.#call.problem ?? problem })
    this.#step('ended')
  }

  #onState(state: SessionState) {
    if (state === SessionState.Established && this.#session instanceof Inviter) this.#step('connected')
    if (state !== SessionState.Terminated) return
    this.#stopAudio?.()
    this.#stopAudio = undefined
    this.#step('ended')
  }

  #step(event: CallEvent): boolean {
    const phase = nextPhase(this.#call.phase, event)
    if (!phase || phase === 'idle') return false
    const connectedAt = event === 'connected' ? new Date().toISOString() : this.#call.connectedAt
    this.#change({ phase, connectedAt })
    return true
  }

  #change(change: Partial<PhoneCall>) {
    this.#call = { ...this.#call, ...change }
    this.#onChange(this.#call)
  }
}

const isInvitation = (session: Session): session is Invitation => 'accept' in session

/** How a call looks when it begins. */
export function begunCall(session: Session, direction: 'in' | 'out', callId: string | undefined): PhoneCall {
  const known = CallId.safeParse(callId)
  return {
    callId: known.success ? known.data : null,
    direction,
    phase: direction === 'in' ? 'ringing' : 'dialling',
    remote: session.remoteIdentity.uri.user ?? '',
    remoteName: session.remoteIdentity.displayName,
    isMuted: false,
    isHeldByRemote: false,
    startedAt: new Date().toISOString(),
    connectedAt: null,
    keysHeard: '',
    keysSent: '',
    problem: null,
  }
}

function problemOf(status = 500): PhoneProblem {
  if (status === 486 || status === 600) return 'busy'
  if (status === 603 || status === 403) return 'declined'
  if (status === 480 || status === 408) return 'noAnswer'
  return status === 404 ? 'unreachable' : 'failed'
}
