import { join } from 'node:path'
import { inTransaction } from './db/context.ts'
import type { Db } from './db/database.ts'
import { startOutbox } from './db/outbox.ts'
import {
  keepSentOut,
  loadMailCursor,
  type MailPorts,
  mailOutbox,
  readSender,
  receiveMail,
  saveMailCursor,
  useSender,
} from './domain/mail/index.ts'
import {
  type Envelope,
  openMailSender,
  openOutsideWriter,
  type RawMail,
  RawStore,
  readMail,
  SIZE_LIMIT_BYTES,
  startDemoMailbox,
  startImapMailbox,
} from './integrations/mail/index.ts'
import { MailConfiguration } from './mailConfiguration.ts'

type Options = {
  db: Db
  /** Where the raw mails are kept. */
  data: string
  isDemo: boolean
  mailPort: number
  env: NodeJS.ProcessEnv
  onError: (error: unknown) => void
}
export type Mail = {
  ports: MailPorts
  /** The port of the demo's SMTP server; null where mail comes from a real mailbox. */
  smtpPort: number | null
  stop: () => Promise<void>
}

const actor = { kind: 'system', name: 'mail' } as const

/** Joins mail programs with the verbs: the real mailbox when one is configured, else the demo's own, else none. */
export async function startMail(options: Options): Promise<Mail> {
  const { db, onError } = options
  const configuration = MailConfiguration.parse(options.env)
  const { OKNO_MAIL_ADDRESS: address, OKNO_MAIL_NAME: name = '' } = configuration
  if (address) await inTransaction(db, actor, (ctx) => useSender({ address, name }, ctx))
  const store = new RawStore(join(options.data, 'mail'), SIZE_LIMIT_BYTES)
  await store.clearSpool()
  const parts: { stop: () => Promise<unknown> }[] = []
  const demo = options.isDemo && !configuration.OKNO_SMTP_URL ? await openDemo(options, store) : null
  if (demo) parts.push({ stop: demo.close })
  const smtpUrl = configuration.OKNO_SMTP_URL ?? (demo && `smtp://127.0.0.1:${demo.port}`)
  if (smtpUrl) {
    const sender = openMailSender(smtpUrl)
    const outbox = startOutbox(db, { mail: mailOutbox(db, sender.send) }, onError)
    parts.push({ stop: async () => sender.close() }, outbox)
  }
  if (configuration.OKNO_IMAP_URL) parts.push(openImap(configuration.OKNO_IMAP_URL, options, store))
  const writeFromOutside = demo && openOutsideWriter(demo.port, demo.address)
  return {
    ports: { writeFromOutside },
    smtpPort: demo?.port ?? null,
    stop: async () => {
      for (const part of parts.reverse()) await part.stop()
    },
  }
}

async function openDemo(options: Options, store: RawStore) {
  const { db, onError } = options
  const { address } = await inTransaction(db, actor, (ctx) => readSender(ctx))
  const mailbox = await startDemoMailbox({
    port: options.mailPort,
    companyAddress: address,
    store,
    receive: (raw, envelope) => receive(db, raw, envelope),
    sentOut: async (raw, envelope) => {
      const mail = await readMail(raw, envelope)
      await inTransaction(db, actor, (ctx) => keepSentOut({ mail, to: envelope.to }, ctx))
    },
    onError,
  })
  return { ...mailbox, address }
}

function openImap(url: URL, options: Options, store: RawStore) {
  const { db, onError } = options
  const mailbox = decodeURIComponent(url.pathname.slice(1)) || 'INBOX'
  const name = `${decodeURIComponent(url.username)}@${url.host}/${mailbox}`
  const reader = startImapMailbox({
    host: url.hostname,
    port: Number(url.port) || (url.protocol === 'imaps:' ? 993 : 143),
    isSecure: url.protocol === 'imaps:',
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    mailbox,
    store,
    cursor: {
      load: () => inTransaction(db, actor, (ctx) => loadMailCursor({ mailbox: name }, ctx)),
      save: (cursor) => inTransaction(db, actor, (ctx) => saveMailCursor({ mailbox: name, ...cursor }, ctx)),
    },
    receive: (raw) => receive(db, raw),
    onError,
  })
  return { stop: reader.close }
}

async function receive(db: Db, raw: RawMail, envelope?: Envelope): Promise<void> {
  const mail = await readMail(raw, envelope)
  await inTransaction(db, actor, (ctx) => receiveMail(mail, ctx))
}
