import { Readable } from 'node:stream'
import { ImapFlow } from 'imapflow'
import type { RawMail } from './parsedMail.ts'
import { type RawStore, TooLarge } from './rawStore.ts'

/** How far a mailbox was read: a UID means something only under its UIDVALIDITY. */
export type MailboxCursor = { uidValidity: string; uid: number }

export type ImapMailboxOptions = {
  host: string
  port: number
  isSecure: boolean
  user: string
  password: string
  mailbox?: string
  store: RawStore
  cursor: { load: () => Promise<MailboxCursor | null>; save: (cursor: MailboxCursor) => Promise<void> }
  /** Must bear a repeat: the cursor moves after it. */
  receive: (raw: RawMail) => Promise<void>
  onError: (error: unknown) => void
  /** The first and the longest wait before connecting anew, milliseconds. */
  backoffMs?: { first: number; longest: number }
}

export type ImapMailbox = { close: () => Promise<void> }

/** Reads a mailbox as mail comes (IDLE), from where it stopped, forever: a lost connection or a failed mail is tried again. */
export function startImapMailbox(options: ImapMailboxOptions): ImapMailbox {
  const ended = new AbortController()
  const running = keepReading(options, ended.signal)
  return {
    close: async () => {
      ended.abort()
      await running
    },
  }
}

async function keepReading(options: ImapMailboxOptions, ended: AbortSignal): Promise<void> {
  const { first, longest } = options.backoffMs ?? { first: 1_000, longest: 120_000 }
  let wait = first
  while (!ended.aborted) {
    try {
      await readUntilLost(options, ended, () => {
        wait = first
      })
    } catch (error) {
      if (!ended.aborted) options.onError(error)
    }
    await pause(wait, ended)
    wait = Math.min(wait * 2, longest)
  }
}

async function readUntilLost(options: ImapMailboxOptions, ended: AbortSignal, onRead: () => void): Promise<void> {
  const client = connectionTo(options)
  const close = () => client.close()
  ended.addEventListener('abort', close, { once: true })
  try {
    const isOver = new Promise<void>((resolve, reject) => {
      client.on('close', () => resolve())
      client.on('error', (error: unknown) => reject(error))
    })
    // the one that fails first is the reason; the other must not count as unhandled
    isOver.catch(() => {})
    await client.connect()
    let work = Promise.resolve()
    let isFailed = false
    const readNew = () => {
      work = work.then(() => (isFailed ? undefined : drain(client, options))).then(onRead)
      work.catch((error: unknown) => {
        isFailed = true
        if (!ended.aborted) options.onError(error)
        client.close()
      })
    }
    await client.mailboxOpen(options.mailbox ?? 'INBOX')
    client.on('exists', readNew)
    readNew()
    await isOver
  } finally {
    ended.removeEventListener('abort', close)
    client.close()
  }
}

const connectionTo = (options: ImapMailboxOptions) =>
  new ImapFlow({
    host: options.host,
    port: options.port,
    secure: options.isSecure,
    auth: { user: options.user, pass: options.password },
    logger: false,
    disableAutoIdle: false,
    autoIdleDelay: 200,
    maxIdleTime: 5 * 60_000,
    connectionTimeout: 15_000,
    socketTimeout: 10 * 60_000,
    maxLiteralSize: 60 * 1024 * 1024,
  })

/** Takes every mail above the cursor, oldest first; the cursor moves only over mails that were kept. */
async function drain(client: ImapFlow, options: ImapMailboxOptions): Promise<void> {
  const mailbox = client.mailbox
  if (!mailbox) return
  const uidValidity = String(mailbox.uidValidity)
  const known = await options.cursor.load()
  let uid = known?.uidValidity === uidValidity ? known.uid : 0
  for (;;) {
    const found = await client.search({ uid: `${uid + 1}:*` }, { uid: true })
    // «n:*» also names the last mail when it lies below n
    const fresh = (Array.isArray(found) ? found : []).filter((each) => each > uid).sort((a, b) => a - b)
    if (fresh.length === 0) return
    for (const next of fresh) {
      await take(client, next, options)
      uid = next
      await options.cursor.save({ uidValidity, uid })
    }
  }
}

async function take(client: ImapFlow, uid: number, options: ImapMailboxOptions): Promise<void> {
  const raw = await keep(client, uid, options.store)
  if (raw) await options.receive(raw)
}

/** Null: the mail was removed by somebody meanwhile. Of one too large only the headers are taken; the rest stays in the mailbox. */
async function keep(client: ImapFlow, uid: number, store: RawStore): Promise<RawMail | null> {
  const download = await client.download(String(uid), undefined, { uid: true })
  if (!('content' in download) || !download.content) return null
  try {
    return await store.keep(download.content)
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error
    const found = await client.fetchOne(String(uid), { headers: true }, { uid: true })
    const headers = found ? found.headers : undefined
    return headers ? store.keep(Readable.from([headers])) : null
  }
}

function pause(ms: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ended.aborted) return resolve()
    const timer = setTimeout(done, ms)
    function done() {
      clearTimeout(timer)
      ended.removeEventListener('abort', done)
      resolve()
    }
    ended.addEventListener('abort', done)
  })
}
