import {
  type Invitation,
  Inviter,
  Registerer,
  RegistererState,
  type Session,
  type SessionDescriptionHandler,
  SessionState,
  UserAgent,
} from 'sip.js'

type Options = { url: string; domain: string; sipUser: string; password: string; expires?: number }
export type Answering = 'answer' | 'busy' | 'decline' | 'ignore'

type IncomingResponse = { message: { statusCode?: number } }

/** A real sip.js phone without sound, for tests of an exchange: its media descriptions are text that names who wrote them. */
export class SipPhone {
  /** What it does with the next calls. */
  answering: Answering = 'answer'
  readonly invitations: Invitation[] = []
  session: Session | undefined
  /** Both sides know of the answer; an answered phone that changes its media before the ACK confuses sip.js. */
  isUp = false
  /** The last description the other side gave, and the keys it pressed. */
  heard = ''
  keys = ''
  readonly #agent: UserAgent
  readonly #registerer: Registerer
  readonly #domain: string

  constructor({ url, domain, sipUser, password, expires = 60 }: Options) {
    this.#domain = domain
    const uri = UserAgent.makeURI(`sip:${sipUser}@${domain}`)
    if (!uri) throw new Error(`not a SIP user: ${sipUser}`)
    this.#agent = new UserAgent({
      uri,
      authorizationUsername: sipUser,
      authorizationPassword: password,
      transportOptions: { server: url },
      logBuiltinEnabled: false,
      sessionDescriptionHandlerFactory: (session) => describe(sipUser, session, (text) => (this.heard = text)),
      delegate: { onInvite: (invitation) => this.#onInvite(invitation) },
    })
    this.#registerer = new Registerer(this.#agent, { expires, refreshFrequency: 99 })
  }

  /** The status the registrar answered with. */
  async register(): Promise<number> {
    if (!this.#agent.isConnected()) await this.#agent.start()
    return new Promise((resolve, reject) => {
      const answered = (status: number | undefined) => resolve(status ?? 0)
      this.#registerer
        .register({
          requestDelegate: {
            onAccept: (r) => answered(r.message.statusCode),
            onReject: (r) => answered(r.message.statusCode),
          },
        })
        .catch(reject)
    })
  }

  get isRegistered(): boolean {
    return this.#registerer.state === RegistererState.Registered
  }

  /** Calls, and resolves with the final status. */
  dial(user: string, headers: string[] = []): { inviter: Inviter; status: Promise<number> } {
    const target = UserAgent.makeURI(`sip:${user}@${this.#domain}`)
    if (!target) throw new Error(`not a SIP user: ${user}`)
    const inviter = new Inviter(this.#agent, target, { extraHeaders: headers })
    this.#follow(inviter)
    const status = new Promise<number>((resolve) => {
      void inviter.invite({
        requestDelegate: {
          onAccept: (r) => resolve(r.message.statusCode ?? 0),
          onReject: (r) => resolve(r.message.statusCode ?? 0),
        },
      })
    })
    return { inviter, status }
  }

  /** Says something new about its media, as hold does. Resolves with the answer's status. */
  reInvite(): Promise<number> {
    return new Promise((resolve, reject) => {
      const requestDelegate = {
        onAccept: (r: IncomingResponse) => resolve(r.message.statusCode ?? 0),
        onReject: (r: IncomingResponse) => resolve(r.message.statusCode ?? 0),
      }
      this.session?.invite({ requestDelegate }).catch(reject)
    })
  }

  async press(key: string): Promise<void> {
    const body = {
      contentDisposition: 'render',
      contentType: 'application/dtmf-relay',
      content: `Signal=${key}\r\nDuration=160`,
    }
    await this.session?.info({ requestOptions: { body } })
  }

  async hangUp(): Promise<void> {
    await this.session?.bye()
  }

  get state(): SessionState | undefined {
    return this.session?.state
  }

  /** Goes without a word, as a phone does whose network is gone. */
  async vanish(): Promise<void> {
    await this.#agent.transport.disconnect()
  }

  async close(): Promise<void> {
    this.#agent.transport.onDisconnect = undefined
    await this.#agent.transport.dispose()
    this.#agent.userAgentCore.dispose()
    this.#registerer.dispose().catch(() => undefined)
  }

  #onInvite(invitation: Invitation) {
    this.invitations.push(invitation)
    if (this.answering === 'busy') return void invitation.reject({ statusCode: 486 })
    if (this.answering === 'decline') return void invitation.reject({ statusCode: 603 })
    this.#follow(invitation)
    if (this.answering === 'answer') void invitation.accept().catch(() => undefined)
  }

  #follow(session: Session) {
    this.session = session
    this.isUp = false
    session.stateChange.addListener((state) => {
      this.isUp = state === SessionState.Established && session instanceof Inviter
    })
    session.delegate = {
      onAck: () => {
        this.isUp = session.state === SessionState.Established
      },
      onInfo: (info) => {
        this.keys += /Signal=(.)/.exec(info.request.body)?.[1] ?? ''
        void info.accept()
      },
    }
  }
}

function describe(sipUser: string, session: Session, onHeard: (text: string) => void): SessionDescriptionHandler {
  let version = 0
  return {
    close: () => undefined,
    getDescription: async () => ({
      body: `v=0\r\ns=${sipUser} ${session.id.slice(0, 4)} ${++version}\r\n`,
      contentType: 'application/sdp',
    }),
    hasDescription: (type) => type === 'application/sdp',
    rollbackDescription: async () => undefined,
    setDescription: async (sdp) => onHeard(/s=(\S+)/.exec(sdp)?.[1] ?? ''),
    sendDtmf: () => false,
  }
}

export { SessionState }
