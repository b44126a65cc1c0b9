import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { type ImapMailbox, type MailboxCursor, startImapMailbox } from './imapMailbox.ts'
import { RawStore } from './rawStore.ts'
import { readMail } from './readMail.ts'
import { type Dovecot, startDovecot } from './testing/dovecot.ts'

let dovecot: Dovecot
let folder: string
let open: ImapMailbox[] = []
let cursor: MailboxCursor | null = null
const mail = (subject: string, body = 'x') =>
  Buffer.from(`From: a@example.org\r\nMessage-ID: <${subject}@x>\r\nSubject: ${subject}\r\n\r\n${body}\r\n`)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'okno-imap-'))
})
beforeEach(async () => {
  dovecot = await startDovecot()
  cursor = null
})
afterEach(async () => {
  for (const each of open) await each.close()
  open = []
  await dovecot.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Starts a reader; `got` are the subjects it was given, `errors` what it reported. */
function read(fail: (subject: string) => void = () => {}, limitBytes = 50_000_000) {
  const got: string[] = []
  const errors: unknown[] = []
  const mailbox = startImapMailbox({
    host: '127.0.0.1',
    port: dovecot.port,
    isSecure: false,
    user: dovecot.user,
    password: dovecot.password,
    store: new RawStore(folder, limitBytes),
    cursor: {
      load: async () => cursor,
      save: async (moved) => {
        cursor = moved
      },
    },
    receive: async (raw) => {
      const { subject } = await readMail(raw)
      fail(subject)
      got.push(subject)
    },
    onError: (error) => errors.push(error),
    backoffMs: { first: 100, longest: 500 },
  })
  open.push(mailbox)
  return { got, errors, mailbox }
}
const until = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 50 })

it('reads what is there and what comes, each once, also after it was stopped', async () => {
  await dovecot.deliver(mail('one'))
  await dovecot.deliver(mail('two'))
  const first = read()
  await until(() => expect(first.got).toEqual(['one', 'two']))
  await dovecot.deliver(mail('three'))
  await until(() => expect(first.got).toEqual(['one', 'two', 'three']))
  await first.mailbox.close()
  await dovecot.deliver(mail('four'))
  const second = read()
  await until(() => expect(second.got).toEqual(['four']))
})

it('goes on by itself when the server was away', async () => {
  await dovecot.deliver(mail('before'))
  const { got, errors } = read()
  await until(() => expect(got).toEqual(['before']))
  dovecot.kill()
  await until(() => expect(errors.length).toBeGreaterThan(0))
  await dovecot.deliver(mail('meanwhile'))
  await dovecot.start()
  await until(() => expect(got).toEqual(['before', 'meanwhile']))
})

it('does not pass over a mail that could not be kept', async () => {
  let isDown = true
  const { got, errors } = read((subject) => {
    if (subject === 'two' && isDown) throw new Error('the database is gone')
  })
  await dovecot.deliver(mail('one'))
  await until(() => expect(got).toEqual(['one']))
  await dovecot.deliver(mail('two'))
  await dovecot.deliver(mail('three'))
  await until(() => expect(errors.length).toBeGreaterThan(1))
  expect(got).toEqual(['one'])
  isDown = false
  await until(() => expect(got).toEqual(['one', 'two', 'three']))
})

it('reads anew when the mailbox has new numbers', async () => {
  await dovecot.deliver(mail('one'))
  cursor = { uidValidity: '1', uid: 4_000 }
  const { got } = read()
  await until(() => expect(got).toEqual(['one']))
  await until(() => expect(cursor?.uid).toBe(1))
  expect(cursor?.uidValidity).not.toBe('1')
})

it('takes the headers of a mail too large, and goes on', async () => {
  await dovecot.deliver(mail('huge', 'x'.repeat(2_000_000)))
  await dovecot.deliver(mail('next'))
  const { got } = read(() => {}, 1_000_000)
  await until(() => expect(got).toEqual(['huge', 'next']))
})

it('says that the password is wrong and keeps trying', async () => {
  dovecot = { ...dovecot, password: 'wrong' }
  const { errors } = read()
  await until(() => expect(errors.length).toBeGreaterThan(0))
  expect(String(errors[0])).toMatch(/auth|command failed/i)
})
