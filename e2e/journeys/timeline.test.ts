import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Colleague, colleague } from '../desktop/api.ts'
import { type Okno, signIn, startOkno } from '../setup/okno.ts'

const COUNT = 240
let okno: Okno
let other: Colleague
let page: Page
let consumer: { id: string; name: string }
let notes: string[]

beforeAll(async () => {
  okno = await startOkno()
  other = await colleague(okno.url, 'agent2')
  consumer = await other.newConsumer('Зарипова Лейла Тимуровна')
  notes = await other.notes(consumer.id, COUNT)
  page = await okno.page()
  await signIn(page, okno, 'agent1')
})
afterAll(() => okno.close())

const feed = () => page.getByRole('region', { name: 'Лента контактов' })
const entry = (n: number) => page.locator(`[data-entry="${notes[n - 1]}"]`)
const goTo = (path: string) =>
  page.evaluate((hash) => {
    window.location.hash = hash
  }, path)
/** Where an entry stands on the screen. */
const topOf = async (n: number) => Math.round((await entry(n).boundingBox())?.y ?? Number.NaN)
const distanceFromEnd = () =>
  feed().evaluate((element) => Math.round(element.scrollHeight - element.scrollTop - element.clientHeight))

test('the newest stands at the bottom, and days divide the rest', async () => {
  await goTo(`/consumers/${consumer.id}`)
  await entry(COUNT).waitFor()
  await expect.poll(distanceFromEnd).toBeLessThan(3)
  await feed().evaluate((element) => element.scrollTo({ top: 0 }))
  await page.getByRole('heading', { name: 'Сегодня' }).waitFor()
})

test('older contacts load on the way up without a jump, down to the first one', async () => {
  await goTo('/')
  await page.reload()
  await goTo(`/consumers/${consumer.id}`)
  await entry(COUNT).waitFor()
  let loads = 0
  page.on('response', (response) => {
    if (response.url().includes('/timeline?')) loads += 1
  })
  const jumps = await feed().evaluate(async (element) => {
    let biggest = 0
    for (let step = 0; step < 2000 && element.scrollTop > 0; step += 1) {
      const watched = [...element.querySelectorAll('[data-entry]')][2]
      const before = watched?.getBoundingClientRect().top ?? 0
      const scrolled = Math.min(100, element.scrollTop)
      element.scrollTop -= scrolled
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      if (!watched?.isConnected) continue
      // what is read moves down by at most what was scrolled, never further and never back
      const moved = watched.getBoundingClientRect().top - before
      biggest = Math.max(biggest, moved - scrolled, -moved)
    }
    return biggest
  })
  await entry(1).waitFor()
  await page.getByText('Начало истории').waitFor()
  expect(loads).toBeGreaterThan(0)
  expect(jumps).toBeLessThan(8)
})

test('a new contact appears at the end; a person who reads above stays where they are and is told', async () => {
  await goTo('/')
  await goTo(`/consumers/${consumer.id}`)
  await feed().evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
  notes.push((await other.note(consumer.id, 'пришло, пока смотрели на конец')).id)
  await page.getByText('пришло, пока смотрели на конец').waitFor()
  await expect.poll(distanceFromEnd).toBeLessThan(3)
  await feed().evaluate((element) => element.scrollTo({ top: element.scrollHeight - 2500 }))
  const seen = await feed().evaluate((element) => {
    const { top } = element.getBoundingClientRect()
    return [...element.querySelectorAll('[data-entry]')]
      .find((one) => one.getBoundingClientRect().top > top + 50)
      ?.getAttribute('data-entry')
  })
  const n = notes.indexOf(seen ?? '') + 1
  const before = await topOf(n)
  notes.push((await other.note(consumer.id, 'пришло, пока читали выше')).id)
  await page.getByRole('button', { name: '1 новый контакт' }).waitFor()
  expect(await topOf(n)).toBe(before)
  await page.getByRole('button', { name: '1 новый контакт' }).click()
  await page.getByText('пришло, пока читали выше').waitFor()
})

test('a link leads to any entry, however old, and opens it', async () => {
  // more than once: what a page asks for as it loads comes in any order
  for (let load = 0; load < 8; load++) {
    await goTo('/')
    await page.reload()
    await goTo(`/consumers/${consumer.id}/${notes[2]}`)
    await entry(3).waitFor()
  }
  await expect.poll(() => entry(3).getAttribute('aria-expanded')).toBe('true')
  const box = await entry(3).boundingBox()
  const frame = await feed().boundingBox()
  expect(box && frame && box.y >= frame.y - 1 && box.y < frame.y + frame.height).toBe(true)
})

test('a channel is filtered, and an empty one leads back', async () => {
  await page.getByRole('button', { name: /Каналы ленты/ }).click()
  await page.getByRole('menuitem', { name: 'Почта' }).click()
  await page.getByText('В этом канале контактов нет').waitFor()
  await page.getByRole('button', { name: 'Показать все каналы' }).click()
  await page.locator('[data-entry]').first().waitFor()
  await page.getByRole('button', { name: /Каналы ленты/ }).click()
  await page.getByRole('menuitem', { name: 'Заметки' }).click()
  await page.locator('[data-entry]').first().waitFor()
})

test('J and K walk through the entries, in the Russian layout too; Enter opens one', async () => {
  await goTo('/')
  await page.reload()
  await goTo(`/consumers/${consumer.id}`)
  await entry(notes.length).waitFor()
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-entry'))
  await page.keyboard.press('k')
  await expect.poll(focused).toBe(notes.at(-1))
  await page.keyboard.press('k')
  await expect.poll(focused).toBe(notes.at(-2))
  // what the K key types in the Russian layout
  await page.evaluate(() =>
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'л', code: 'KeyK', bubbles: true })),
  )
  await expect.poll(focused).toBe(notes.at(-3))
  await page.keyboard.press('j')
  await expect.poll(focused).toBe(notes.at(-2))
  await page.keyboard.press('Enter')
  await expect.poll(() => entry(notes.length - 1).getAttribute('aria-expanded')).toBe('true')
})
