import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createTransport } from 'nodemailer'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Okno, PASSWORD, signIn, startOkno } from '../setup/okno.ts'

const COMPANY = 'help@okno.example'
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
let okno: Okno
let page: Page
let token: string
let consumerId: string
let email: string
/** Addresses outside the machine that a page has asked for. */
let asked: string[]

beforeAll(async () => {
  okno = await startOkno()
  token = (await post('/session/sign-in', { login: 'agent1', password: PASSWORD, keep: 'token' })).accessToken
  page = await okno.page()
  await signIn(page, okno, 'agent1')
})
afterAll(() => okno.close())

/** A person of their own for each test, opened on the desktop. */
beforeEach(async () => {
  email = `${randomUUID().slice(0, 8)}@example.org`
  const { branches } = await get('/offices')
  const person = { kind: 'person', name: `Гарипова Алия ${email.slice(0, 4)}`, email, branchId: branches[0].id }
  consumerId = (await post('/consumers', { ...person, commandId: randomUUID() })).id
  asked = []
  await page.goto(`${okno.url}/desktop/#/consumers/${consumerId}`)
  await page.getByRole('heading', { name: person.name }).waitFor()
})

async function api(path: string, init: RequestInit = {}) {
  const response = await fetch(`${okno.url}/api${path}`, {
    ...init,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json()
}
const get = (path: string) => api(path)
const post = (path: string, body: unknown) => api(path, { method: 'POST', body: JSON.stringify(body) })
const timeline = async () => (await get(`/consumers/${consumerId}/timeline`)).items
const outside = () => createTransport({ host: '127.0.0.1', port: okno.mailPort })
const write = (mail: object) =>
  outside().sendMail({ from: `"Алия Гарипова" <${email}>`, to: COMPANY, subject: 'Скачет напряжение', ...mail })
const entry = (name: string | RegExp) => page.getByRole('article', { name })
async function open(name: string | RegExp): Promise<Locator> {
  const found = entry(name).first()
  await found.waitFor()
  const line = found.getByRole('button').first()
  if ((await line.getAttribute('aria-expanded')) === 'false') await line.click()
  return found
}
const mailFrame = (found: Locator) => found.frameLocator('iframe')

test('a mail comes to the open timeline by itself and shows nothing it should not', async () => {
  page.on('request', (request) => {
    if (!request.url().startsWith(okno.url) && /^https?:/.test(request.url())) asked.push(request.url())
  })
  await page.route('https://*.example/**', (route) => route.fulfill({ contentType: 'image/png', body: PNG }))
  await page.evaluate(() => Reflect.set(window, 'isSamePage', true))
  await write({
    html: `<p>Третий вечер подряд <b style="color:#c00">падает</b> до 190 В</p><script>top.hacked = 1</script><img src="https://img.example/x.png" onerror="top.hacked = 1"><img src="https://track.example/p.gif" width="1" height="1"><a href="javascript:top.hacked=1">сюда</a><img src="cid:photo@x"><form action="https://evil.example"><input></form><blockquote type="cite">Прежнее письмо</blockquote>`,
    attachments: [
      { filename: 'щиток.png', content: PNG, contentType: 'image/png' },
      { filename: 'photo.png', content: PNG, contentType: 'image/png', cid: 'photo@x' },
      { filename: 'Заявление.pdf', content: Buffer.from('%PDF-1.4'), contentType: 'application/pdf' },
    ],
  })
  const found = await open(/Скачет напряжение/)
  const mail = mailFrame(found)
  await mail.getByText('падает').waitFor()
  await expect
    .poll(() => mail.locator('img[data-attachment-id]').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(1)
  expect(await mail.locator('script, form, input').count()).toBe(0)
  expect(await mail.getByText('Прежнее письмо').isVisible()).toBe(false)
  await found.getByRole('button', { name: 'Показать цитату' }).click()
  await mail.getByText('Прежнее письмо').waitFor()
  expect(asked).toEqual([])
  await found.getByRole('button', { name: 'Загрузить 1 картинку' }).click()
  await expect.poll(() => asked).toEqual(['https://img.example/x.png'])
  await mail.getByText('сюда').click()
  expect(await page.evaluate(() => [Reflect.get(window, 'hacked'), Reflect.get(window, 'isSamePage')])).toEqual([
    undefined,
    true,
  ])
})

test('its files can be looked at and saved', async () => {
  await write({ text: 'Фото', attachments: [{ filename: 'щиток.png', content: PNG, contentType: 'image/png' }] })
  const found = await open(/Скачет напряжение/)
  const download = page.waitForEvent('download')
  await found.getByRole('button', { name: /^Сохранить щиток\.png/ }).click()
  const saved = await download
  expect(saved.suggestedFilename()).toBe('щиток.png')
  expect(await readFile(await saved.path())).toEqual(PNG)
  await found.getByRole('button', { name: 'Посмотреть щиток.png' }).click()
  const dialog = page.getByRole('dialog', { name: 'щиток.png' })
  await expect.poll(() => dialog.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
})

test('the answer reaches the other side in its thread, and the other side answers in it', async () => {
  const { messageId } = await write({ text: 'Света нет' })
  const found = await open(/Скачет напряжение/)
  await found.getByRole('link', { name: 'Ответить' }).click()
  const text = page.getByRole('form', { name: 'Письмо' }).getByLabel('Текст письма')
  await expect.poll(() => text.evaluate((field) => field === document.activeElement)).toBe(true)
  await page.keyboard.type('Бригада выехала')
  await page
    .getByRole('form', { name: 'Письмо' })
    .locator('input[type=file]')
    .setInputFiles({ name: 'схема.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') })
  await page.getByRole('form', { name: 'Письмо' }).getByText('4 Б').waitFor()
  await text.press('Control+Enter')
  const sent = await open(/Re: Скачет/)
  await sent.getByText('Отправлено', { exact: true }).waitFor()
  expect(await sent.getByText('Света нет').isVisible()).toBe(false)

  const other = await okno.page()
  await other.goto(`${okno.url}/mailbox/`)
  await other.getByRole('button', { name: new RegExp(email) }).click()
  const opened = other.getByRole('article', { name: 'Re: Скачет напряжение' })
  await opened.getByText('Бригада выехала').waitFor()
  expect(await opened.getByText('> Света нет').isVisible()).toBe(true)
  expect(await opened.getByText('схема.pdf').isVisible()).toBe(true)
  const header = (name: string) => opened.locator('dl div', { hasText: name }).first().locator('dd').innerText()
  expect(await header('In-Reply-To')).toBe(messageId)
  expect(await header('References')).toBe(messageId)
  await other.getByRole('button', { name: 'Ответить от имени получателя' }).click()
  await other.getByLabel('Текст', { exact: true }).fill('Спасибо, ждём')
  await other.keyboard.press('Control+Enter')
  await other.getByText('Письмо принято почтовым сервером').waitFor()
  await other.context().close()

  await expect.poll(async () => (await timeline()).length).toBe(3)
  await page.getByText('Спасибо, ждём').first().waitFor()
  const mails = await timeline()
  expect(mails.map((each: { direction: string }) => each.direction).sort()).toEqual(['in', 'in', 'out'])
  expect(new Set(mails.map((each: { threadId: string }) => each.threadId)).size).toBe(1)
})

test('the same mail twice is one entry, two mails with one Message-ID are two', async () => {
  const same = { messageId: `<${randomUUID()}@example.org>`, date: new Date(), text: 'раз' }
  await write(same)
  await write(same)
  await write({ ...same, text: 'два' })
  await page.getByText('два', { exact: true }).first().waitFor()
  expect(await timeline()).toHaveLength(2)
})

test('a thread of one consumer does not show on the timeline of another', async () => {
  const { messageId } = await write({ text: 'личное' })
  await entry(/Скачет напряжение/).waitFor()
  await outside().sendMail({
    from: 'stranger@example.net',
    to: COMPANY,
    subject: 'Re: Скачет напряжение',
    inReplyTo: messageId,
    references: [messageId],
    text: 'чужое',
  })
  const { waiting } = await get('/work')
  const strange = waiting.find((each: { preview: string }) => each.preview === 'чужое')
  expect(strange).toMatchObject({ consumerId: null, detail: { threadMark: 'unconfirmed' } })
  expect(await timeline()).toHaveLength(1)
  await page.goto(`${okno.url}/desktop/#/contacts/${strange.id}`)
  await page.getByText('Отправитель не подтверждён', { exact: false }).first().waitFor()
})

test('what is written is not lost, what cannot be sent says why and can be sent again', async () => {
  const form = page.getByRole('form', { name: 'Письмо' })
  await page.getByRole('radio', { name: /Почта|Письмо/ }).click()
  expect(await form.getByLabel('Кому').inputValue()).toBe(email)
  await form.getByLabel('Кому').fill('никто')
  await form.getByLabel('Тема').fill('Плановое отключение')
  await form.getByLabel('Текст письма').fill('Завтра с 10 до 14')
  await form.getByLabel('Текст письма').press('Control+Enter')
  await form.getByText('Здесь нужен один адрес').waitFor()
  await page.reload()
  await page.getByRole('radio', { name: /Почта|Письмо/ }).click()
  expect(await form.getByLabel('Текст письма').inputValue()).toBe('Завтра с 10 до 14')
  // the company's own domain has no such person: its mail server refuses for good
  await form.getByLabel('Кому').fill('nobody@okno.example')
  await form.getByRole('button', { name: 'Отправить' }).click()
  const sent = await open(/Плановое отключение/)
  await sent.getByText('Не отправлено').waitFor()
  await sent.getByText('550', { exact: false }).waitFor()
  await sent.getByRole('button', { name: 'Отправить ещё раз' }).click()
  await sent.getByText('Не отправлено').waitFor()
  expect(await timeline()).toHaveLength(1)
})

test('a mail accepted before the server is killed is there afterwards, once', async () => {
  await write({ text: 'перед сбоем' })
  await okno.kill()
  await okno.restart()
  await page.getByText('перед сбоем').first().waitFor({ timeout: 60_000 })
  expect(await timeline()).toHaveLength(1)
  await write({ text: 'после сбоя' })
  await page.getByText('после сбоя').first().waitFor()
})

test.each([
  ['ru', 'light'],
  ['ru', 'dark'],
  ['en', 'light'],
  ['en', 'dark'],
])('mail is accessible in %s, %s', async (language, theme) => {
  await write({
    html: '<p>Добрый день! <b>Свет</b> пропал.</p><blockquote type="cite">Прежнее</blockquote>',
    attachments: [{ filename: 'a.png', content: PNG }],
  })
  await page.evaluate(
    ([l, t]) => {
      localStorage.setItem('okno.language', l ?? '')
      localStorage.setItem('okno.theme', t ?? '')
    },
    [language, theme],
  )
  await page.reload()
  const found = await open(/Скачет напряжение/)
  await mailFrame(found).getByText('Свет').waitFor()
  await page.getByRole('radio', { name: /Почта|Письмо|Mail|E-mail/i }).click()
  expect(await violations(page, ['article:has(iframe)', 'form'])).toEqual([])
  const mailbox = await page.context().newPage()
  await mailbox.goto(`${okno.url}/mailbox/`)
  await mailbox.getByRole('heading', { level: 1 }).waitFor()
  expect(await violations(mailbox, ['body'])).toEqual([])
  await mailbox.close()
})

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
/** Of these parts of a page; the rest of the desktop is looked at by its own journeys. */
async function violations(of: Page, parts: string[]): Promise<string[]> {
  // through the debugger: the page's own policy would not load it
  await of.evaluate(await readFile(axePath, 'utf8'))
  return of.evaluate(async (include) => {
    const axe: unknown = Reflect.get(window, 'axe')
    if (typeof axe !== 'object' || axe === null || !('run' in axe) || typeof axe.run !== 'function') return ['no axe']
    const { violations: found } = await axe.run(include)
    return found.map(
      (each: { id: string; nodes: { target: unknown; failureSummary: string }[] }) =>
        `${each.id}: ${each.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`,
    )
  }, parts)
}
