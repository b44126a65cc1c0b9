import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { read } from './testing/rawMail.ts'

const HEAD =
  'From: Анна <anna@example.org>\nTo: help@okno.example\nSubject: Свет\nMessage-ID: <a1@example.org>\nMIME-Version: 1.0\n'
const mixed = (parts: string[], end = '--b--\n') =>
  `${HEAD}Content-Type: multipart/mixed; boundary="b"\n\n${parts.map((part) => `--b\n${part}\n`).join('')}${end}`

/** windows-1251, enough of it for the tests. */
const cp1251 = (text: string) => Buffer.from(Array.from(text, (char) => cp1251Byte(char)))
function cp1251Byte(char: string): number {
  const code = char.charCodeAt(0)
  if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0
  return code < 0x80 ? code : 0x3f
}
const KOI8 = 'юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ'
const koi8 = (text: string) =>
  Buffer.from(Array.from(text, (char) => (KOI8.includes(char) ? 0xc0 + KOI8.indexOf(char) : char.charCodeAt(0))))
const RUSSIAN = 'Добрый день! Вечером падает напряжение, прошу проверить линию на улице Баумана.'

describe('a mail in any charset', () => {
  const withBody = (type: string, body: Buffer) =>
    Buffer.concat([
      Buffer.from(`From: a@example.org\r\nSubject: x\r\n${type}Content-Transfer-Encoding: 8bit\r\n\r\n`),
      body,
    ])
  it.each([
    ['windows-1251, declared', 'Content-Type: text/plain; charset=windows-1251\r\n', cp1251(RUSSIAN)],
    ['koi8-r, declared', 'Content-Type: text/plain; charset=koi8-r\r\n', koi8(RUSSIAN)],
    ['windows-1251, called UTF-8', 'Content-Type: text/plain; charset=utf-8\r\n', cp1251(RUSSIAN)],
    ['koi8-r, called us-ascii', 'Content-Type: text/plain; charset=us-ascii\r\n', koi8(RUSSIAN)],
    ['koi8-r, called windows-1251', 'Content-Type: text/plain; charset=windows-1251\r\n', koi8(RUSSIAN)],
    ['windows-1251, called iso-8859-1', 'Content-Type: text/plain; charset=iso-8859-1\r\n', cp1251(RUSSIAN)],
    ['UTF-8, called windows-1251', 'Content-Type: text/plain; charset=windows-1251\r\n', Buffer.from(RUSSIAN)],
    ['windows-1251, no charset', 'Content-Type: text/plain\r\n', cp1251(RUSSIAN)],
    ['windows-1251, no type at all', '', cp1251(RUSSIAN)],
    ['UTF-8, a charset nobody knows', 'Content-Type: text/plain; charset="x-user-defined-7"\r\n', Buffer.from(RUSSIAN)],
  ])('%s', async (_name, type, body) => {
    expect((await read(withBody(type, body))).text).toBe(RUSSIAN)
  })

  it('leaves western letters alone', async () => {
    const body = Buffer.from('Déjà vu: le café est fermé à Besançon, façade côté nord.', 'latin1')
    expect((await read(withBody('Content-Type: text/plain; charset=iso-8859-1\r\n', body))).text).toContain(
      'Déjà vu: le café',
    )
  })

  it('reads raw 8-bit headers and encoded words', async () => {
    const raw = Buffer.concat([
      Buffer.from('From: '),
      cp1251('Иван Петров'),
      Buffer.from(' <ivan@example.org>\r\nSubject: '),
      cp1251('Жалоба на свет'),
      Buffer.from('\r\n\r\nx'),
    ])
    const mail = await read(raw)
    expect(mail).toMatchObject({
      subject: 'Жалоба на свет',
      from: { name: 'Иван Петров', address: 'ivan@example.org' },
    })
    expect((await read('From: a@b.ru\nSubject: =?koi8-r?B?8NLJ18XU?=\n\nx')).subject).toBe('Привет')
  })

  it('does not read UTF-7, which hides tags', async () => {
    const mail = await read(
      'From: a@b.ru\nContent-Type: text/html; charset=utf-7\n\n+ADw-script+AD4-alert(1)+ADw-/script+AD4-',
    )
    expect(mail.html ?? '').not.toMatch(/<script/i)
  })
})

describe('what a mail consists of', () => {
  it('has its ids, people, date, text and files', async () => {
    const file = Buffer.from('показания').toString('base64')
    const mail = await read(
      mixed([
        'Content-Type: text/plain; charset=utf-8\n\nСвета нет',
        `Content-Type: application/pdf; name="x.pdf"\nContent-Disposition: attachment; filename*=utf-8''%D0%B0%D0%BA%D1%82.pdf\nContent-Transfer-Encoding: base64\n\n${file}`,
      ]).replace(
        'MIME-Version',
        'Date: Tue, 24 Nov 2026 10:42:00 +0300\nIn-Reply-To: <r1@okno>\nReferences: <r0@okno> <r1@okno>\nMIME-Version',
      ),
    )
    expect(mail).toMatchObject({
      messageId: '<a1@example.org>',
      inReplyTo: '<r1@okno>',
      references: ['<r0@okno>', '<r1@okno>'],
      date: '2026-11-24T07:42:00.000Z',
      from: { address: 'anna@example.org', name: 'Анна' },
      subject: 'Свет',
      text: 'Света нет',
      damage: null,
      automatic: null,
    })
    expect(mail.attachments.map((each) => [each.name, each.mediaType, each.bytes.toString()])).toEqual([
      ['акт.pdf', 'application/pdf', 'показания'],
    ])
  })

  it('of HTML alone has its words as text too, what it quotes folded', async () => {
    const html = '<h2>Счёт № 15</h2><p>К оплате&nbsp;<b>100 ₽</b><br>до пятницы</p><ul><li>раз</li><li>два</li></ul>'
    const quote =
      '<p>24.11.2026 10:42, Помощь пишет:</p><blockquote type="cite"><p>Старое</p><p>письмо</p></blockquote>'
    const mail = await read(
      mixed([
        `Content-Type: text/html; charset=utf-8\n\n${html}${quote}`,
        'Content-Type: application/pdf; name="a.pdf"\n\nx',
      ]),
    )
    expect(mail.ownText).toBe('Счёт № 15\n\nК оплате\u00A0100 ₽\nдо пятницы\n\n• раз\n\n• два')
    expect(mail.folds.map(([from, to]) => mail.text.slice(from, to))).toEqual([
      expect.stringMatching(/^24\.11\.2026 .*> Старое\n>\n> письмо$/s),
    ])
  })

  it('of a plain and an HTML part one after the other shows both', async () => {
    const mail = await read(
      mixed(['Content-Type: text/plain\n\nfirst <words>', 'Content-Type: text/html\n\n<p>second</p>']),
    )
    expect(mail.text).toContain('first <words>')
    expect(mail.html).toMatch(/first &lt;words&gt;.*second/s)
  })

  it('shows an image of its own in the text', async () => {
    const mail = await read(
      `${HEAD}Content-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n\n<p>Фото</p><img src="cid:pic@1">\n--b\nContent-Type: image/png; name="p.png"\nContent-ID: <pic@1>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n`,
    )
    expect(mail.html).toContain('data-inline="0"')
    expect(mail.attachments[0]).toMatchObject({ name: 'p.png', isInline: true })
  })

  it('marks what it quotes for the reader, in text and HTML alike', async () => {
    const quote = '24.11.2026 10:42, Помощь пишет:'
    const mail = await read(
      `${HEAD}Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nСпасибо!\n\n${quote}\n> Q\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>Спасибо!</p><p>${quote}</p><blockquote type="cite">Q</blockquote>\n--b--\n`,
    )
    expect(mail.ownText).toBe('Спасибо!')
    expect(mail.folds.map(([from, to]) => mail.text.slice(from, to))).toEqual([`${quote}\n> Q`])
    expect(mail.html).toBe(`<p>Спасибо!</p><div data-quote="quoted"><p>${quote}</p><blockquote>Q</blockquote></div>`)
  })

  it('strips what a path or a database would choke on from a file name', async () => {
    const mail = await read(
      mixed(['Content-Type: text/plain\n\nx', 'Content-Disposition: attachment; filename="../../etc/pass\\wd"\n\ny']),
    )
    expect(mail.attachments[0]?.name).not.toMatch(/[/\\\0]/)
  })

  it('has no hidden header inside a header', async () => {
    const mail = await read('From: "a\r\n b" <a@b.ru>\nSubject: =?utf-8?Q?x=0D=0ABcc:_evil@b.ru?=\n\nx')
    expect(mail.subject).toBe('x Bcc: evil@b.ru')
  })
})

describe('machines that write mail', () => {
  it.each([
    ['autoReply', 'Auto-Submitted: auto-replied\n', undefined],
    ['autoReply', 'Precedence: auto_reply\n', undefined],
    ['bulk', 'Precedence: bulk\n', undefined],
    ['bulk', 'List-Id: <news.example.org>\n', undefined],
    ['bounce', 'Return-Path: <>\n', undefined],
    ['bounce', '', { from: '', to: ['help@okno.example'] }],
    [null, 'Auto-Submitted: no\n', { from: 'a@b.ru', to: [] }],
  ])('are known as %s by %j %j', async (automatic, header, envelope) => {
    expect((await read(`From: a@b.ru\n${header}Subject: x\n\nx`, envelope)).automatic).toBe(automatic)
  })

  it('say which mail did not arrive', async () => {
    const report = `From: MAILER-DAEMON@mx.example\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\nContent-Type: text/plain\n\nno such user\n--b\nContent-Type: message/delivery-status\n\nStatus: 5.1.1\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <ours@okno>\nSubject: x\n--b--\n`
    expect(await read(report)).toMatchObject({ automatic: 'bounce', undelivered: '<ours@okno>' })
  })
})

describe('a mail that is broken or too much', () => {
  it('cut in the middle: what came is kept, the source too', async () => {
    const whole = mixed([
      'Content-Type: text/plain; charset=utf-8\n\nСвета нет с утра',
      `Content-Disposition: attachment; filename="a.bin"\nContent-Transfer-Encoding: base64\n\n${'QUJD'.repeat(500)}`,
    ])
    const mail = await read(whole.slice(0, -400))
    expect(mail).toMatchObject({ damage: 'truncated', text: 'Света нет с утра' })
    expect(mail.attachments.map((each) => each.mediaType)).toEqual(['application/octet-stream', 'message/rfc822'])
    expect(mail.attachments[1]?.bytes.length).toBe(mail.raw.sizeBytes)
  })

  it('no mail at all: the text is shown, the source attached', async () => {
    const mail = await read('просто строка без заголовков')
    expect(mail.damage).toBe('unreadable')
    expect(mail.attachments.at(-1)?.bytes.toString()).toBe('просто строка без заголовков')
    await expect(read(Buffer.alloc(0))).resolves.toMatchObject({ damage: 'unreadable' })
  })

  it('1,000 parts of text: all read', async () => {
    const mail = await read(mixed(Array.from({ length: 1_000 }, (_, at) => `Content-Type: text/plain\n\npart ${at}`)))
    expect(mail.damage).toBeNull()
    expect(mail.text).toContain('part 999')
  })

  it('1,000 files: the first hundred apart, all of them in the source', async () => {
    const mail = await read(
      mixed(Array.from({ length: 1_000 }, (_, at) => `Content-Disposition: attachment; filename="f${at}"\n\n${at}`)),
    )
    expect(mail.damage).toBe('tooManyParts')
    expect(mail.attachments).toHaveLength(101)
    expect(mail.attachments.at(-1)?.bytes.toString()).toContain('filename="f999"')
  })

  it('multiparts nested in each other 3,000 deep', async () => {
    const deep = Array.from(
      { length: 3_000 },
      (_, at) => `Content-Type: multipart/mixed; boundary="n${at}"\n\n--n${at}\n`,
    ).join('')
    const mail = await read(`${HEAD}${deep}Content-Type: text/plain\n\ninside`)
    expect(mail.damage).not.toBeNull()
    expect(mail.subject).toBe('Свет')
  })

  it('40 MB: read, its file whole', async () => {
    const bytes = Buffer.alloc(29_000_000, 7)
    const mail = await read(
      mixed([
        'Content-Type: text/plain\n\nbig',
        `Content-Disposition: attachment; filename="big.bin"\nContent-Transfer-Encoding: base64\n\n${bytes.toString('base64').replace(/(.{76})/g, '$1\n')}`,
      ]),
    )
    expect(mail.raw.sizeBytes).toBeGreaterThan(39_000_000)
    expect(mail.attachments[0]?.bytes.equals(bytes)).toBe(true)
  }, 60_000)

  it('zero bytes and halves of letters never reach the database', async () => {
    const mail = await read('From: a@b.ru\nSubject: x\n\na\0b')
    expect(mail.text).toBe('ab')
  })

  it('HTML nested deeper than any screen: the text stays, the source is attached', async () => {
    const mail = await read(`From: a@b.ru\nSubject: x\nContent-Type: text/html\n\n${'<b>'.repeat(100_000)}x`)
    expect(mail).toMatchObject({ html: null, damage: 'tooLong' })
  })

  it('any bytes whatever give a mail, and never an exception', async () => {
    const lines = fc.constantFrom(
      'From: a@b',
      'Content-Type: multipart/mixed; boundary=b',
      '--b',
      '--b--',
      '',
      'Content-Type: text/html',
      'Content-Transfer-Encoding: base64',
      'Content-Type: message/rfc822',
      '<b onclick=x>',
      '=?utf-8?B?0J/?=',
      ' folded',
      '\0\xff',
    )
    const source = fc.oneof(
      fc.array(lines, { maxLength: 40 }).map((each) => Buffer.from(each.join('\r\n'), 'latin1')),
      fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each)),
    )
    await fc.assert(
      fc.asyncProperty(source, async (bytes) => {
        const mail = await read(bytes)
        expect(mail.raw.sizeBytes).toBe(bytes.length)
        expect(`${mail.text}${mail.subject}${mail.html}`).not.toContain('\0')
      }),
      { numRuns: 150 },
    )
  }, 60_000)
})
