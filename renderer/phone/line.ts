import { type Invitation, Registerer, RegistererState, UserAgent, Web } from 'sip.js'
import type { SipLine } from '#shared/contract/call'
import type { PhoneState } from '#shared/contract/phone'

type LineOptions = {
  server: string
  line: SipLine
  onState(state: PhoneState['line']): void
  onInvite(invitation: Invitation): void
  /** The connection has gone, and with it every call of the exchange's. */
  onLost(): void
  /** The microphone was refused or is not there. */
  onNoMicrophone(): void
}

const EXPIRES_SECONDS = 60
const RETRY_MS = [300, 1_000, 2_000, 4_000, 8_000]

/**
 * The registration of one phone, kept up over lost connections. Each connection gets an agent of its own: sip.js would wait half a
 * minute for the answer to a REGISTER that the old connection swallowed.
 */
export class Line {
  readonly #options: LineOptions
  #agent: UserAgent | null = null
  #registerer: Registerer | null = null
  #tries = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #isClosed = false
  readonly #retryNow = () => this.#timer !== undefined && this.#connect()
  readonly #networkGone = () => this.#lost()

  constructor(options: LineOptions) {
    this.#options = options
    window.addEventListener('online', this.#retryNow)
    window.addEventListener('offline', this.#networkGone)
    options.onState('connecting')
    this.#connect()
  }

  /** What calls are made with; null while there is no connection. */
  get agent(): UserAgent | null {
    return this.#agent
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    clearTimeout(this.#timer)
    window.removeEventListener('online', this.#retryNow)
    window.removeEventListener('offline', this.#networkGone)
    await this.#registerer?.unregister().catch(() => undefined)
    this.#drop()
    this.#options.onState('off')
  }

  #connect() {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#drop()
    const agent = this.#makeAgent()
    const registerer = new Registerer(agent, {
      expires: EXPIRES_SECONDS,
      refreshFrequency: 80,
      logConfiguration: false,
    })
    this.#agent = agent
    this.#registerer = registerer
    registerer.stateChange.addListener((state) => this.#onRegisterer(registerer, state))
    agent.start().then(
      () => this.#register(registerer),
      () => this.#lost(agent),
    )
  }

  #makeAgent(): UserAgent {
    const { server, line, onInvite, onNoMicrophone } = this.#options
    const uri = UserAgent.makeURI(`sip:${line.sipUser}@${line.domain}`)
    if (!uri) throw new Error('not a SIP user')
    const factory = Web.defaultSessionDescriptionHandlerFactory((constraints) =>
      navigator.mediaDevices.getUserMedia(constraints).catch((error: unknown) => {
        onNoMicrophone()
        throw error
      }),
    )
    const agent: UserAgent = new UserAgent({
      uri,
      authorizationUsername: line.sipUser,
      authorizationPassword: line.password,
      transportOptions: { server, connectionTimeout: 5, traceSip: false },
      // whole messages, with people's numbers in them
      logBuiltinEnabled: false,
      gracefulShutdown: false,
      sessionDescriptionHandlerFactory: factory,
      sessionDescriptionHandlerFactoryOptions: {
        iceGatheringTimeout: 1_000,
        peerConnectionConfiguration: { iceServers: [] },
      },
      delegate: { onInvite, onDisconnect: () => this.#lost(agent) },
    })
    return agent
  }

  #register(registerer: Registerer) {
    if (registerer !== this.#registerer) return
    const onReject = ({ message }: { message: { statusCode?: number | undefined } }) => {
      if (message.statusCode === 401 || message.statusCode === 403) return this.#refused()
      this.#lost()
    }
    registerer.register({ requestDelegate: { onReject } }).catch(() => this.#lost())
  }

  #onRegisterer(registerer: Registerer, state: RegistererState) {
    if (registerer !== this.#registerer || this.#isClosed) return
    if (state === RegistererState.Registered) {
      this.#tries = 0
      this.#options.onState('registered')
    }
    if (state === RegistererState.Unregistered) this.#lost()
  }

  #refused() {
    this.#isClosed = true
    this.#drop()
    this.#options.onState('refused')
  }

  #lost(agent = this.#agent) {
    if (this.#isClosed || agent !== this.#agent || this.#timer !== undefined) return
    this.#drop()
    this.#options.onLost()
    this.#options.onState('reconnecting')
    this.#timer = setTimeout(() => this.#connect(), RETRY_MS[Math.min(this.#tries, RETRY_MS.length - 1)])
    this.#tries += 1
  }

  #drop() {
    const agent = this.#agent
    this.#agent = null
    this.#registerer = null
    if (agent) void agent.stop().catch(() => undefined)
  }
}
