import { randomBytes, randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Colleague, colleague } from '../desktop/api.ts'
import { type Okno, signIn, startOkno } from '../setup/okno.ts'

let okno: Okno
let agent: Colleague
let supervisor: Page

beforeAll(async () => {
  okno = await startOkno()
  agent = await colleague(okno.url, 'agent1')
  supervisor = await okno.page()
  await signIn(supervisor, okno, 'supervisor1')
  await supervisor.getByRole('link', { name: 'На линии' }).click()
  await supervisor.getByRole('heading', { level: 1, name: 'Сейчас на линии' }).waitFor()
})
afterAll(() => okno.close())

const agents = () => supervisor.getByRole('region', { name: 'Сотрудники' })
const row = (name: string) => agents().getByRole('row', { name: new RegExp(name) })
const setPresence = (who: Colleague, state: string, reason?: string) =>
  who.post('/presence', { state, ...(reason ? { reason } : {}) })

/** A visitor who asks for an agent at once: a chat that waits. */
async function waitingChat(): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const say = async (path: string, body: object) => {
    const response = await fetch(`${okno.url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Visitor ${token}` },
      body: JSON.stringify({ commandId: randomUUID(), language: 'ru', ...body }),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const { chat } = await say('/chat', { token })
  const message = (more: object) =>
    say('/chat/messages', { messageId: randomUUID(), text: '', attachmentIds: [], ...more })
  await message({ choice: 'agent', text: 'Оператор' })
  await message({ text: 'Погас свет, что делать?' }).catch(() => {})
  return chat.interactionId
}

test('an agent’s state, reason and time change before the supervisor’s eyes', async () => {
  await setPresence(agent, 'available')
  await row(agent.me.name).getByText('Готов').waitFor()
  await setPresence(agent, 'aux', 'training')
  await row(agent.me.name).getByText('Обучение').waitFor()
  const time = row(agent.me.name).locator('time')
  const first = await time.textContent()
  await expect.poll(() => time.textContent()).not.toBe(first)
  await setPresence(agent, 'offline')
  await expect.poll(() => row(agent.me.name).count()).toBe(0)
  await agents().getByRole('switch', { name: 'И кто не на линии' }).check()
  await row(agent.me.name).getByText('Не на линии').waitFor()
})

test('the table is sorted by any column, both ways', async () => {
  const names = () => agents().getByRole('rowheader').allTextContents()
  await agents()
    .getByRole('button', { name: /^Сотрудник/ })
    .click()
  const ascending = await names()
  expect(ascending).toEqual([...ascending].sort((a, b) => a.localeCompare(b, 'ru')))
  await agents()
    .getByRole('button', { name: /^Сотрудник/ })
    .click()
  await expect.poll(names).toEqual(ascending.toReversed())
  expect(await agents().getByRole('columnheader', { name: 'Сотрудник' }).getAttribute('aria-sort')).toBe('descending')
})

test('what waits appears by channel with the longest wait, and goes when somebody takes it', async () => {
  const waits = supervisor.getByRole('region', { name: 'Что ждёт' })
  const chats = waits.getByRole('row', { name: /Чаты/ })
  // one look: a row that goes between two of them would be waited for in vain
  const count = async () => Number((await chats.getByRole('cell').allTextContents())[0] ?? 0)
  // a chat of somebody off line goes back to the queue
  await setPresence(agent, 'available')
  const before = await count()
  const chat = await waitingChat()
  await expect.poll(count).toBe(before + 1)
  await chats.locator('time').waitFor()
  await agent.post(`/interactions/${chat}/take`)
  await expect.poll(count).toBe(before)
  await row(agent.me.name).getByRole('cell').last().getByText('1').waitFor()
})

test('an agent has no supervisor’s page in their sections', async () => {
  const page = await okno.page()
  await signIn(page, okno, 'agent2')
  await page.getByRole('link', { name: 'Моя работа' }).waitFor()
  expect(await page.getByRole('link', { name: 'На линии' }).count()).toBe(0)
})
