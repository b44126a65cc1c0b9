import { randomBytes } from 'node:crypto'
import type { RawData, WebSocket } from 'ws'
import type { Account, PartyKind } from '../provider.ts'
import { challenge, isProven, readDigest } from './digest.ts'
import type { PhoneAt, Registrar } from './registrar.ts'
import {
  constructOutgoingResponse,
  type IncomingInviteRequest,
  IncomingRequestMessage,
  Parser,
  silentLoggers,
  URI,
  UserAgentCore,
} from './sip.ts'

export type Binding = PhoneAt<SipConnection>
export type ConnectionHost = {
  domain: string
  registrar: Registrar<SipConnection>
  findAccount(sipUser: string): Promise<Account | undefined>
  onInvite(connection: SipConnection, invite: IncomingInviteRequest, dialled: string): void
  onProblem(message: string, error?: unknown): void
}

const MAX_FAILURES = 10
const EXPIRES = { min: 1, usual: 120, max: 3600 }
const PING_MS = 10_000

/** One WebSocket with one phone behind it: registers it, and feeds its messages to a sip.js core of its own. */
export class SipConnection {
  readonly core: UserAgentCore
  /** Set while registered. */
  sipUser: string | undefined
  kind: PartyKind | undefined
  readonly #socket: WebSocket
  readonly #host: ConnectionHost
  readonly #me: URI
  readonly #nonce = randomBytes(16).toString('hex')
  readonly #loggers = silentLoggers()
  readonly #closers = new Set<() => void>()
  #failures = 0
  #dialled = ''
  #isAlive = true

  constructor(socket: WebSocket, host: ConnectionHost) {
    this.#socket = socket
    this.#host = host
    this.#me = new URI('sip', 'exchange', host.domain, undefined, { transport: 'ws' })
    this.core = new UserAgentCore(this.#coreConfiguration(), {
      onInvite: (invite) => this.guard('INVITE', () => host.onInvite(this, invite, this.#dialled)),
    })
    socket.on('message', (raw, isBinary) => this.guard('message', () => this.#receive(raw, isBinary)))
    socket.on('error', () => socket.terminate())
    socket.on('pong', () => {
      this.#isAlive = true
    })
    const ping = setInterval(() => this.#ping(), PING_MS).unref()
    socket.on('close', () => {
      clearInterval(ping)
      this.guard('close', () => this.#closed())
    })
  }

  get contact(): string {
    return `Contact: <${this.#me}>`
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN
  }

  onceClosed(run: () => void): () => void {
    this.#closers.add(run)
    return () => this.#closers.delete(run)
  }

  close(): void {
    this.#socket.terminate()
  }

  /** A throw in sip.js or in a handler is one phone's bad luck, never the end of the process. */
  guard(where: string, run: () => void): void {
    try {
      run()
    } catch (error) {
      this.#host.onProblem(`telephony: ${where} failed`, error)
    }
  }

  #coreConfiguration() {
    const me = this.#me
    return {
      aor: me,
      contact: { uri: me, pubGruu: undefined, tempGruu: undefined, toString: () => `<${me}>` },
      displayName: '',
      loggerFactory: this.#loggers,
      hackViaTcp: false,
      routeSet: [],
      sipjsId: randomBytes(5).toString('hex'),
      supportedOptionTags: [],
      supportedOptionTagsResponse: [],
      userAgentHeaderFieldValue: 'okno',
      viaForceRport: false,
      viaHost: this.#host.domain,
      authenticationFactory: () => undefined,
      transportAccessor: () => ({ protocol: 'WS', send: (text: string) => this.#send(text) }),
    }
  }

  async #send(text: string): Promise<void> {
    if (!this.isOpen) throw new Error('the phone has gone')
    this.#socket.send(text)
  }

  #ping() {
    if (!this.#isAlive) return this.#socket.terminate()
    this.#isAlive = false
    this.#socket.ping()
  }

  #receive(raw: RawData, isBinary: boolean) {
    const text = raw.toString()
    // keep-alives of RFC 7118 and 5626
    if (isBinary || text.trim() === '') return
    const message = Parser.parseMessage(text, this.#loggers.getLogger('sip.parser'))
    if (!message) return this.#misbehaved()
    if (!(message instanceof IncomingRequestMessage)) {
      if (message.statusCode && message.viaBranch) this.core.receiveIncomingResponseFromTransport(message)
      return
    }
    if (!isWhole(message)) return this.#misbehaved()
    if (message.method === 'REGISTER')
      return void this.#register(message).catch((error) => this.#broken(message, error))
    if (!this.sipUser && message.method === 'INVITE' && !message.toTag) return this.#reply(message, 403)
    this.#dialled = message.toTag ? '' : (message.ruri?.user ?? '')
    // the core answers 404 to any Request-URI but its own, whoever was dialled
    message.ruri = this.#me
    this.core.receiveIncomingRequestFromTransport(message)
  }

  async #register(message: IncomingRequestMessage): Promise<void> {
    const answer = readDigest(message.getHeader('authorization'))
    const user = message.from.uri.user ?? ''
    const account = answer.username === user ? await this.#host.findAccount(user) : undefined
    const { domain: realm } = this.#host
    const expected = { realm, nonce: this.#nonce, method: 'REGISTER', user, password: account?.password ?? '' }
    if (!account || !isProven(answer, expected)) return this.#refuseRegister(message, answer.username !== undefined)
    if (this.sipUser !== undefined && this.sipUser !== user) return this.#reply(message, 403)
    this.#failures = 0
    this.#accept(message, user, account.kind)
  }

  #refuseRegister(message: IncomingRequestMessage, hasTried: boolean) {
    this.#reply(message, 401, [challenge(this.#host.domain, this.#nonce)])
    if (hasTried) this.#misbehaved()
  }

  #accept(message: IncomingRequestMessage, user: string, kind: PartyKind) {
    const contact = message.parseHeader('contact')
    const asked = Number(contact?.getParam?.('expires') ?? message.getHeader('expires') ?? EXPIRES.usual)
    if (!Number.isFinite(asked) || asked < 0) return this.#reply(message, 400)
    if (asked === 0) {
      this.#forget()
      return this.#reply(message, 200)
    }
    if (!contact?.uri) return this.#reply(message, 400)
    const seconds = Math.min(Math.max(asked, EXPIRES.min), EXPIRES.max)
    this.sipUser = user
    this.kind = kind
    this.#host.registrar.bind(user, { connection: this, contact: contact.uri }, seconds, () => this.#forget())
    this.#reply(message, 200, [`Contact: <${contact.uri}>;expires=${seconds}`])
  }

  #forget() {
    if (this.sipUser) this.#host.registrar.unbind(this.sipUser, this)
    this.sipUser = undefined
  }

  #reply(message: IncomingRequestMessage, statusCode: number, extraHeaders: string[] = []) {
    const toTag = randomBytes(5).toString('hex')
    void this.#send(constructOutgoingResponse(message, { statusCode, extraHeaders, toTag }).message).catch(
      () => undefined,
    )
  }

  #broken(message: IncomingRequestMessage, error: unknown) {
    this.#host.onProblem('telephony: REGISTER failed', error)
    this.#reply(message, 500)
  }

  /** Somebody guesses passwords or sends no SIP: after a few times they are cut off. */
  #misbehaved() {
    this.#failures += 1
    if (this.#failures >= MAX_FAILURES) this.#socket.close(1008, 'not SIP')
  }

  #closed() {
    const gone = [...this.#closers]
    this.#closers.clear()
    this.#forget()
    for (const run of gone) this.guard('close', run)
    this.core.dispose()
  }
}

/** What the core takes for granted of a request and would throw without. */
const isWhole = (m: IncomingRequestMessage) =>
  Boolean(m.method && m.ruri && m.via && m.viaBranch && m.from && m.fromTag && m.to && m.callId && m.cseq !== undefined)
