import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { makeLimiter } from './limiter.ts'
import type { Envelope, RawMail } from './parsedMail.ts'
import { type RawStore, TooLarge } from './rawStore.ts'

export const SIZE_LIMIT_BYTES = 50 * 1024 * 1024
const AT_ONCE = 2

export type DemoMailboxOptions = {
  port: number
  /** The only address of the company's domain that takes mail. */
  companyAddress: string
  store: RawStore
  /** A mail for the company. Its failure is answered as a temporary one: the sender keeps the mail and tries again. */
  receive: (raw: RawMail, envelope: Envelope) => Promise<void>
  /** A mail of the company for anybody else: the demo has no world outside, so it is only shown. */
  sentOut: (raw: RawMail, envelope: Envelope) => Promise<void>
  onError: (error: unknown) => void
}

export type DemoMailbox = { port: number; close: () => Promise<void> }

/** The demo's post office: takes mail by SMTP on the loopback, both for the company and from it. */
export async function startDemoMailbox(options: DemoMailboxOptions): Promise<DemoMailbox> {
  const inTurn = makeLimiter(AT_ONCE)
  const server = new SMTPServer({
    name: domainOf(options.companyAddress),
    banner: 'okno',
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    size: SIZE_LIMIT_BYTES,
    maxClients: 50,
    maxRecipients: 100,
    socketTimeout: 60_000,
    closeTimeout: 2_000,
    onRcptTo: (address, session, done) => done(refuseRecipient(address.address, session, options.companyAddress)),
    onData: (stream, session, done) => {
      const envelope = envelopeOf(session)
      options.store
        .keep(stream)
        .then((raw) => inTurn(() => deliver(raw, envelope, options)))
        .then(() => done(null, 'kept'))
        .catch((error: unknown) => done(answerTo(error, options.onError)))
    },
  })
  server.on('error', (error) => {
    // a client that vanishes is its own affair, the server goes on
    if (server.server.listening) return
    options.onError(error)
  })
  await listen(server, options.port)
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

function listen(server: SMTPServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.server.off('error', reject)
      resolve()
    })
  })
}

async function deliver(raw: RawMail, envelope: Envelope, { companyAddress, receive, sentOut }: DemoMailboxOptions) {
  const outside = envelope.to.filter((address) => domainOf(address) !== domainOf(companyAddress))
  if (outside.length < envelope.to.length) await receive(raw, envelope)
  if (outside.length > 0) await sentOut(raw, { ...envelope, to: outside })
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

const envelopeOf = ({ envelope }: SMTPServerSession): Envelope => ({
  from: envelope.mailFrom ? envelope.mailFrom.address : '',
  to: envelope.rcptTo.map((each) => each.address),
})

function refuseRecipient(address: string, session: SMTPServerSession, companyAddress: string): Error | null {
  if (domainOf(address) === domainOf(companyAddress)) {
    return address.toLowerCase() === companyAddress.toLowerCase() ? null : replyWith(550, 'no such mailbox here')
  }
  const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
  return sender.toLowerCase() === companyAddress.toLowerCase() ? null : replyWith(550, 'this server does not relay')
}

function answerTo(error: unknown, onError: (error: unknown) => void): Error {
  if (error instanceof TooLarge) return replyWith(552, `a mail may have ${SIZE_LIMIT_BYTES} bytes`)
  onError(error)
  return replyWith(451, 'not kept, please try again later')
}

const replyWith = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode })
