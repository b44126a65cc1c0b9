import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Connection } from '#shared/contract/desktop'
import { ConsumerId } from '#shared/contract/ids'
import { serverAt } from '../../main/sync/server.ts'
import { type DesktopApp, launch } from '../host/launch.ts'
import { type Okno, PASSWORD, startOkno } from '../setup/okno.ts'
import { windowNamed } from '../shell/windowNamed.ts'

// On a machine without the Electron binary this runs on the stand-in: e2e/host/README.md says what that does not prove.
const root = join(import.meta.dirname, '../..')
const APPEAL = 'Второй вечер скачет напряжение, лампы мигают'
const NOTE = 'Линия лежала: просит перезвонить после семи'

let okno: Okno
let app: DesktopApp
let page: Page
let userData: string
let person: { name: string; id: ConsumerId }

beforeAll(async () => {
  userData = mkdtempSync(join(tmpdir(), 'okno-line-'))
  okno = await startOkno()
  await open()
})
afterAll(async () => {
  await app?.close()
  await okno?.close()
  rmSync(userData, { recursive: true, force: true, maxRetries: 5 })
})

async function open() {
  app = await launch({ appDir: root, userData, args: [`--server=${okno.url}`] })
  page = await windowNamed(app, 'desktop')
}
const connection = async () => {
  const answer = await page.evaluate(() => window.desktop?.calls.readConnection?.({}))
  return Connection.parse(answer?.value)
}
const waiting = (count: number) =>
  expect.poll(async () => (await connection()).queued.waiting, { timeout: 60_000 }).toBe(count)
async function asClerk() {
  const { accessToken } = await serverAt({ address: okno.url }).signIn({ login: 'clerk1', password: PASSWORD })
  return serverAt({ address: okno.url, token: async () => accessToken })
}
const seen = (place: Locator) => place.waitFor({ timeout: 60_000 })

async function signInHere(at: Page) {
  await at.getByLabel('Логин').fill('clerk1')
  await at.getByRole('textbox', { name: 'Пароль' }).fill(PASSWORD)
  await at.keyboard.press('Enter')
  await seen(at.getByRole('banner'))
}
async function find(typed: string) {
  await seen(page.getByRole('banner'))
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(typed)
  await seen(page.getByRole('option').first())
}

test('an agent signs in, and the branch is copied to this computer', async () => {
  await signInHere(page)
  await expect.poll(async () => (await connection()).cache.state, { timeout: 90_000 }).toBe('ready')
  expect((await connection()).cache.consumers).toBeGreaterThan(100)
  await find('иванова')
  await page.keyboard.press('Enter')
  await page.waitForURL(/#\/consumers\/[\w-]+/)
  const id = ConsumerId.parse(/#\/consumers\/([\w-]+)/.exec(page.url())?.[1])
  const { consumer } = await (await asClerk()).openConsumer({ consumerId: id })
  person = { id, name: consumer.name }
  await seen(page.getByRole('heading', { level: 1, name: person.name }))
})

test('what lies on the disk shows nothing of it', () => {
  const surname = person.name.split(' ')[0] ?? ''
  const folder = join(userData, 'caches')
  const files = readdirSync(folder)
  expect(files.some((name) => name.endsWith('.db'))).toBe(true)
  for (const name of files) {
    const bytes = readFileSync(join(folder, name))
    for (const word of [surname, surname.toLowerCase(), 'SQLite format'])
      expect(bytes.includes(Buffer.from(word)), word).toBe(false)
  }
})

test('the server is gone: the desktop says so, and as of when its cards are', async () => {
  await okno.kill()
  await seen(page.getByRole('status').filter({ hasText: /Нет связи с сервером.*по состоянию на \d\d:\d\d/ }))
})

test('a consumer is still found and opened, with the last contacts', async () => {
  await page.reload()
  await find(person.name)
  await page.getByRole('option').filter({ hasText: person.name }).first().click()
  await seen(page.getByRole('heading', { level: 1, name: person.name }))
  await seen(page.getByText(/^По состоянию на \d\d:\d\d$/))
})

test('an appeal and a note are still taken; they are on the disk, also after the program was killed', async () => {
  await page.getByRole('button', { name: 'Зарегистрировать обращение' }).click()
  const form = page.getByRole('form', { name: 'Новое обращение' })
  await form.getByLabel('Тема').fill('напряж')
  await page.getByRole('option').first().click()
  await form.getByLabel('Суть обращения').fill(APPEAL)
  await form.getByRole('button', { name: /Зарегистрировать обращение/ }).click()
  await seen(page.getByText('1 запись ждёт отправки'))
  await page.getByRole('textbox', { name: 'Заметка' }).fill(NOTE)
  await page.getByRole('button', { name: /Сохранить/ }).click()
  await seen(page.getByText('2 записи ждут отправки'))
  await app.kill()
  await open()
  await seen(page.getByText('2 записи ждут отправки'))
  await page.getByRole('button', { name: 'Показать' }).click()
  for (const text of [APPEAL, NOTE]) await seen(page.getByRole('dialog').getByText(text))
  await page.keyboard.press('Escape')
})

test('the server is back: both are sent by themselves, each once, and stand where they belong', async () => {
  await okno.restart()
  await waiting(0)
  const server = await asClerk()
  const { items: cases } = await server.listCases({ consumerId: person.id })
  expect(cases.filter((one) => one.text === APPEAL)).toHaveLength(1)
  const { items: contacts } = await server.listTimeline({ consumerId: person.id })
  expect(contacts.filter((one) => one.preview === NOTE)).toHaveLength(1)

  // the number and the code for the portal are told once, so they stay until they have been read
  await page.getByRole('button', { name: 'Показать' }).click()
  const dialog = page.getByRole('dialog')
  await seen(dialog.getByText(/Обращение \d\d-\d{6} зарегистрировано/))
  await seen(dialog.getByText(/Код для портала: \S+\./))
  await dialog.getByRole('button', { name: 'Прочитано' }).click()
  await seen(dialog.getByText('Всё отправлено'))
  await page.keyboard.press('Escape')

  await expect.poll(async () => (await connection()).server, { timeout: 30_000 }).toBe('online')
  await find(person.name)
  await page.getByRole('option').filter({ hasText: person.name }).first().click()
  await seen(page.getByText(NOTE).first())
  expect(await page.getByRole('main').getByText(NOTE).count()).toBe(1)
})

test('in a browser there is no cache, and it says so', async () => {
  const browser = await okno.page()
  await browser.goto(`${okno.url}/desktop/`)
  await signInHere(browser)
  await okno.kill()
  await seen(browser.getByRole('status').filter({ hasText: /без связи работает только приложение «Окно»/ }))
})
