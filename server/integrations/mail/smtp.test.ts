import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DemoMailbox, startDemoMailbox } from './demoMailbox.ts'
import type { Envelope, ParsedMail } from './parsedMail.ts'
import { RawStore } from './rawStore.ts'
import { readMail } from './readMail.ts'
import { type MailSender, type OutgoingMail, openMailSender } from './sendMail.ts'

const COMPANY = 'help@okno.example'
let folder: string
let mailbox: DemoMailbox
let sender: MailSender
let received: { mail: ParsedMail; envelope: Envelope }[]
let sentOut: ParsedMail[]
let errors: unknown[]
let failWith: Error | null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'okno-smtp-'))
  received = []
  sentOut = []
  errors = []
  failWith = null
  mailbox = await startDemoMailbox({
    port: 0,
    companyAddress: COMPANY,
    store: new RawStore(folder, 50 * 1024 * 1024),
    receive: async (raw, envelope) => {
      if (failWith) throw failWith
      received.push({ mail: await readMail(raw, envelope), envelope })
    },
    sentOut: async (raw, envelope) => {
      sentOut.push(await readMail(raw, envelope))
    },
    onError: (error) => errors.push(error),
  })
  sender = openMailSender(`smtp://127.0.0.1:${mailbox.port}`)
})
afterEach(async () => {
  sender.close()
  await mailbox.close()
  await rm(folder, { recursive: true, force: true })
})

/** Any mail client of the world outside. */
const client = () => createTransport({ host: '127.0.0.1', port: mailbox.port })
const ours = (change: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: '<m1@okno.example>',
  from: { address: COMPANY, name: 'Сетевая компания' },
  to: 'anna@example.org',
  subject: 'Re: Свет',
  text: 'Добрый день!\n\n> Света нет',
  inReplyTo: '<a1@example.org>',
  references: ['<a0@example.org>', '<a1@example.org>'],
  isAutomatic: false,
  attachments: [{ name: 'Ответ № 5.pdf', mediaType: 'application/pdf', bytes: Buffer.from('pdf') }],
  ...change,
})

describe('mail to the company', () => {
  it('of a real client arrives whole', async () => {
    await client().sendMail({
      from: '"Анна Иванова" <anna@example.org>',
      to: COMPANY,
      subject: 'Свет',
      text: 'Света нет',
      html: '<p onclick="x()">Света <b>нет</b></p>',
      attachments: [{ filename: 'Фото щитка.png', content: Buffer.from([1, 2, 3]) }],
    })
    expect(received).toHaveLength(1)
    expect(received[0]?.mail).toMatchObject({
      from: { address: 'anna@example.org', name: 'Анна Иванова' },
      subject: 'Свет',
      text: 'Света нет',
      html: '<p>Света <b>нет</b></p>',
      damage: null,
    })
    expect(received[0]?.mail.attachments).toMatchObject([{ name: 'Фото щитка.png', bytes: Buffer.from([1, 2, 3]) }])
    expect(received[0]?.envelope).toEqual({ from: 'anna@example.org', to: [COMPANY] })
  })

  it('of 40 MB is taken, and its size limit is told', async () => {
    const bytes = Buffer.alloc(29_000_000, 1)
    await client().sendMail({
      from: 'a@example.org',
      to: COMPANY,
      subject: 'big',
      attachments: [{ filename: 'big.bin', content: bytes }],
    })
    expect(received[0]?.mail.raw.sizeBytes).toBeGreaterThan(39_000_000)
    expect(received[0]?.mail.attachments[0]?.bytes.length).toBe(bytes.length)
    expect(await talk(mailbox.port, ['EHLO x'])).toContain('SIZE 52428800')
  }, 60_000)

  it('beyond the limit is refused in words, and nothing of it stays', async () => {
    const answer = await talk(mailbox.port, [
      'EHLO x',
      'MAIL FROM:<a@example.org>',
      `RCPT TO:<${COMPANY}>`,
      'DATA',
      `Subject: x\r\n\r\n${'x'.repeat(51 * 1024 * 1024)}\r\n.`,
    ])
    expect(answer).toMatch(/552 .*52428800/)
    expect(received).toEqual([])
  }, 60_000)

  it('is refused with 550 when nobody here has that address', async () => {
    await expect(
      client().sendMail({ from: 'a@example.org', to: 'nobody@okno.example', text: 'x' }),
    ).rejects.toMatchObject({ responseCode: 550 })
    await expect(client().sendMail({ from: 'a@example.org', to: 'b@example.net', text: 'x' })).rejects.toMatchObject({
      responseCode: 550,
    })
  })

  it('is left with the sender when it could not be kept, and taken at the next try', async () => {
    failWith = new Error('the database is gone')
    await expect(client().sendMail({ from: 'a@example.org', to: COMPANY, text: 'x' })).rejects.toMatchObject({
      responseCode: 451,
    })
    expect(errors).toEqual([failWith])
    failWith = null
    await client().sendMail({ from: 'a@example.org', to: COMPANY, text: 'x' })
    expect(received).toHaveLength(1)
  })

  it('of a client that vanishes in the middle is not taken, and the next one is', async () => {
    const socket = connect(mailbox.port, '127.0.0.1')
    socket.write(`EHLO x\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<${COMPANY}>\r\nDATA\r\n`)
    await new Promise((resolve) => socket.once('data', resolve))
    socket.write('Subject: half')
    socket.destroy()
    await client().sendMail({ from: 'a@example.org', to: COMPANY, subject: 'whole', text: 'x' })
    expect(received.map((each) => each.mail.subject)).toEqual(['whole'])
  })

  it('comes without an answer in case of nonsense, and the server lives', async () => {
    expect(await talk(mailbox.port, ['\0\xff\xfe', 'NONSENSE', 'DATA'])).toMatch(/50\d/)
    await client().sendMail({ from: 'a@example.org', to: COMPANY, text: 'x' })
    expect(received).toHaveLength(1)
  })
})

describe('mail of the company', () => {
  it('reaches the other side with its thread and its files', async () => {
    expect(await sender.send(ours())).toEqual({ outcome: 'sent' })
    expect(sentOut[0]).toMatchObject({
      messageId: '<m1@okno.example>',
      inReplyTo: '<a1@example.org>',
      references: ['<a0@example.org>', '<a1@example.org>'],
      from: { address: COMPANY, name: 'Сетевая компания' },
      to: [{ address: 'anna@example.org' }],
      subject: 'Re: Свет',
      text: 'Добрый день!\n\n> Света нет',
      automatic: null,
    })
    expect(sentOut[0]?.attachments).toMatchObject([{ name: 'Ответ № 5.pdf', bytes: Buffer.from('pdf') }])
  })

  it('says that it is written by a machine when it is', async () => {
    await sender.send(ours({ isAutomatic: true }))
    expect(sentOut[0]?.automatic).toBe('autoReply')
  })

  it('cannot be made to carry headers or recipients of somebody else', async () => {
    await sender.send(
      ours({
        subject: 'x\r\nBcc: evil@example.net\r\n\r\nbody',
        attachments: [{ name: 'a\r\nX-Evil: 1.pdf', mediaType: 'application/pdf', bytes: Buffer.from('') }],
      }),
    )
    const raw = sentOut[0]
    expect(raw?.subject).toContain('Bcc: evil@example.net')
    expect(raw?.to).toHaveLength(1)
    expect(raw?.text).toContain('Добрый день!')
  })

  it('that is refused for good is told from one worth trying again', async () => {
    expect(await sender.send(ours({ to: 'nobody@okno.example' }))).toMatchObject({
      outcome: 'rejected',
      reason: expect.stringContaining('550'),
    })
    await mailbox.close()
    await expect(sender.send(ours())).rejects.toThrow()
  })
})

/** Speaks SMTP by hand, one line after another, and answers all that was said back. */
async function talk(port: number, lines: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1')
  let heard = ''
  const reply = () =>
    new Promise<void>((resolve) => {
      const onData = (chunk: string) => {
        heard += chunk
        if (!/^\d{3} .*\r\n$/m.test(chunk)) return
        socket.off('data', onData)
        resolve()
      }
      socket.on('data', onData)
    })
  await reply()
  for (const line of lines) {
    const answered = reply()
    socket.write(`${line}\r\n`, 'latin1')
    await answered
  }
  socket.destroy()
  return heard
}
