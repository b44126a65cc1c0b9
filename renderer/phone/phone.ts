import { type Invitation, Inviter, UserAgent } from 'sip.js'
import type { PhoneCall, PhoneCommand, PhoneState } from '#shared/contract/phone'
import { isBusyPhase } from '#shared/rules/callState'
import { begunCall, CallSession } from './callSession'
import { Line } from './line'
import type { PhoneLink } from './phoneLink'
import { SILENT } from './silent'
import { TonePlayer, toneOf } from './tones'

/** An ended call stays on the screen so long, with the reason why it ended. */
const ENDED_SHOWS_MS = 2_500
const BUSY = 486

/** The softphone itself: one line, one call. The only thing that knows sip.js; everything else speaks to it through a `PhoneLink`. */
export class Phone implements PhoneLink {
  #state = SILENT
  #line: Line | null = null
  #lineIsFor = ''
  #session: CallSession | null = null
  #clearing: ReturnType<typeof setTimeout> | undefined
  readonly #listeners = new Set<(state: PhoneState) => void>()
  readonly #tones = new TonePlayer()

  onState(listener: (state: PhoneState) => void): () => void {
    this.#listeners.add(listener)
    listener(this.#state)
    return () => void this.#listeners.delete(listener)
  }

  /** Commands that do not fit the moment do nothing: a hang-up may cross the other side's. */
  send(command: PhoneCommand): void {
    void this.#obey(command).catch(() => undefined)
  }

  async #obey(command: PhoneCommand): Promise<void> {
    switch (command.do) {
      case 'connect':
        return this.#connect(command)
      case 'disconnect':
        return this.#disconnect()
      case 'dial':
        return this.#dial(command)
      case 'setRing':
        return this.#change({ ringVolume: command.volume, isRingMuted: command.isMuted })
      case 'answer':
        return this.#session?.answer()
      case 'decline':
      case 'hangUp':
        return this.#session?.hangUp()
      case 'setHold':
        return this.#session?.setHold(command.isHeld)
      case 'setMute':
        return this.#session?.setMute(command.isMuted)
      case 'pressKey':
        return this.#session?.pressKey(command.key)
    }
  }

  #connect({ line, server }: Extract<PhoneCommand, { do: 'connect' }>) {
    const key = JSON.stringify([line, server])
    // a reloaded desktop asks again for what is already there
    if (this.#line && this.#lineIsFor === key && this.#state.line !== 'refused') return
    void this.#line?.close()
    this.#lineIsFor = key
    this.#line = new Line({
      server,
      line,
      onState: (state) => this.#change({ line: state }),
      onInvite: (invitation) => this.#ring(invitation),
      onLost: () => this.#session && isBusyPhase(this.#session.call.phase) && this.#session.fail('connectionLost'),
      onNoMicrophone: () => this.#session?.fail('noMicrophone'),
    })
  }

  async #disconnect() {
    await this.#session?.hangUp().catch(() => undefined)
    await this.#line?.close()
    this.#line = null
    this.#lineIsFor = ''
  }

  #ring(invitation: Invitation) {
    if (this.#isBusy) return void invitation.reject({ statusCode: BUSY })
    this.#begin(
      new CallSession(
        invitation,
        begunCall(invitation, 'in', invitation.request.getHeader('X-Call-Id')),
        this.#followed,
      ),
    )
  }

  async #dial({ phone, callId }: Extract<PhoneCommand, { do: 'dial' }>) {
    const agent = this.#line?.agent
    const host = agent?.configuration.uri.host
    const target = host && UserAgent.makeURI(`sip:${phone.replace(/[^\d+]/g, '')}@${host}`)
    if (!agent || !target || this.#isBusy) return
    const extraHeaders = callId ? [`X-Call-Id: ${callId}`] : []
    const sound = { constraints: { audio: true, video: false } }
    const inviter = new Inviter(agent, target, { extraHeaders, sessionDescriptionHandlerOptions: sound })
    const session = new CallSession(inviter, begunCall(inviter, 'out', callId), this.#followed)
    this.#begin(session)
    await session.dial()
  }

  get #isBusy() {
    return this.#session !== null && isBusyPhase(this.#session.call.phase)
  }

  #begin(session: CallSession) {
    clearTimeout(this.#clearing)
    this.#session = session
    this.#change({ call: session.call })
  }

  readonly #followed = (call: PhoneCall) => {
    if (this.#session?.call !== call) return
    this.#change({ call })
    if (call.phase !== 'ended') return
    clearTimeout(this.#clearing)
    this.#clearing = setTimeout(() => this.#change({ call: null }), ENDED_SHOWS_MS)
  }

  #change(change: Partial<PhoneState>) {
    this.#state = { ...this.#state, ...change }
    this.#tones.setRingVolume(this.#state.isRingMuted ? 0 : this.#state.ringVolume)
    this.#tones.play(toneOf(this.#state.call))
    for (const tell of this.#listeners) tell(this.#state)
  }
}
