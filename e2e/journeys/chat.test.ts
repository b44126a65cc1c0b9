import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { violationsOf } from '../calls/axe.ts'
import { openDatabaseOf } from '../calls/database.ts'
import { type Okno, signIn, startOkno } from '../setup/okno.ts'

let okno: Okno
let agent: Page
let visitor: Page

const PHONE = { viewport: { width: 390, height: 780 } }
const seen = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
const field = (page: Page) => page.getByRole('textbox', { name: 'Сообщение' })
/** The bubbles of a conversation from top to bottom. */
const bubbles = (page: Page) =>
  page
    .locator('article[data-message]')
    .evaluateAll((all) => all.map((bubble) => bubble.querySelector('p')?.textContent ?? ''))
const markOf = (page: Page, text: string) =>
  page.locator('article[data-message]', { hasText: text }).getByRole('img').getAttribute('aria-label')
const pending = (page: Page) => page.locator('article[data-mark="sending"]').count()

async function write(page: Page, text: string) {
  await field(page).fill(text)
  await field(page).press('Enter')
}

async function openWidget(): Promise<Page> {
  const page = await okno.page(PHONE)
  await page.goto(`${okno.url}/widget/`)
  await seen(page, 'Что у вас случилось?')
  return page
}

/** A house of the demo company that is without power at this moment. */
async function houseWithoutPower() {
  const demo = await openDatabaseOf(okno)
  const [row] = await demo.rows(
    `select m.address, o.reason from metering_point m join outage o on o.feeder = m.feeder
     where o.kind = 'emergency' and o.starts_at < now() and o.ends_at > now() and m.address ~ ', ул. [^,]+, [0-9]+-' limit 1`,
  )
  await demo.close()
  const { address, reason } = z.object({ address: z.string(), reason: z.string() }).parse(row)
  const [, street = '', house = ''] = /ул\. ([^,]+), (\d+)-/.exec(address) ?? []
  return { street, house, reason }
}

/** Both sides have drawn the same conversation, in which each of these stands once and in this order. */
async function expectSame(one: Page, other: Page, texts: readonly string[]) {
  await expect
    .poll(async () => (await bubbles(one)).filter((text) => texts.includes(text)), { timeout: 30_000 })
    .toEqual(texts)
  await expect
    .poll(async () => (await bubbles(other)).filter((text) => texts.includes(text)), { timeout: 30_000 })
    .toEqual(texts)
  const [here, there] = [await bubbles(one), await bubbles(other)]
  expect(here).toEqual(there)
  expect(await pending(one)).toBe(0)
  expect(await pending(other)).toBe(0)
}

beforeAll(async () => {
  okno = await startOkno()
  agent = await okno.page({ viewport: { width: 1366, height: 768 } })
  await signIn(agent, okno, 'agent1')
})
afterAll(() => okno.close())

describe('a chat', () => {
  it('begins with the bot, which tells at once that the address is off, why and until when', async () => {
    visitor = await openWidget()
    const { street, house, reason } = await houseWithoutPower()
    await visitor.getByRole('button', { name: 'Нет света' }).click()
    await seen(visitor, 'Напишите адрес')
    await write(visitor, `не отключён ли мой адрес? ${street} ${house}`)
    await seen(visitor, new RegExp(`${street}, ${house} сейчас аварийное отключение.*${reason}.*до .*\\d\\d:\\d\\d`))
    expect(await violationsOf(visitor)).toEqual([])
  })

  it('says honestly that nobody is there, and takes a phone', async () => {
    await visitor.getByRole('button', { name: 'Позвать оператора' }).click()
    await seen(visitor, 'Сейчас на месте нет ни одного оператора')
    await write(visitor, 'Мой телефон 8 917 234-56-78')
    await seen(visitor, 'Спасибо, записал')
  })

  it('waits on the desktop, is taken with the whole conversation and offers the consumer by the phone given', async () => {
    await agent.getByRole('button', { name: /Взять/ }).first().click()
    await seen(agent, 'Мой телефон 8 917 234-56-78')
    await seen(agent, 'Шарафутдинова Гульнара Ильдаровна')
    await seen(visitor, /Вам отвечает Алсу/)
    await write(agent, 'Здравствуйте, Гульнара! Чем помочь?')
    await expectSame(visitor, agent, ['Мой телефон 8 917 234-56-78', 'Здравствуйте, Гульнара! Чем помочь?'])
    expect(await violationsOf(agent)).toEqual([])
  })

  it('shows what is delivered and read, and who is typing', async () => {
    await visitor.bringToFront()
    await expect.poll(() => markOf(agent, 'Чем помочь?'), { timeout: 10_000 }).toBe('Прочитано')
    await field(visitor).pressSequentially('Да')
    await seen(agent, 'Посетитель печатает')
    await field(agent).pressSequentially('Так')
    await seen(visitor, 'Алсу печатает')
    await field(agent).fill('')
    await write(visitor, 'Искрит счётчик')
    await agent.bringToFront()
    await expect.poll(() => markOf(visitor, 'Искрит счётчик'), { timeout: 10_000 }).toBe('Прочитано')
  })

  it('carries a photo', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    await visitor.locator('input[type=file]').setInputFiles({ name: 'счётчик.png', mimeType: 'image/png', buffer: png })
    // sent before the upload is through: the message waits for its file
    await write(visitor, 'Вот фото')
    const photo = agent.getByRole('button', { name: /счётчик\.png/ }).locator('img')
    await photo.waitFor()
    await expect.poll(() => photo.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1)
  })

  it('survives a reload on both sides, an unsent draft included', async () => {
    await field(visitor).fill('недописанное')
    await field(agent).fill('тоже недописанное')
    const before = await bubbles(visitor)
    await Promise.all([visitor.reload(), agent.reload()])
    await expect.poll(() => bubbles(visitor), { timeout: 15_000 }).toEqual(before)
    await expect.poll(() => bubbles(agent), { timeout: 15_000 }).toEqual(before)
    expect(await field(visitor).inputValue()).toBe('недописанное')
    expect(await field(agent).inputValue()).toBe('тоже недописанное')
    await field(agent).fill('')
    await field(visitor).fill('')
  })

  it('survives a lost connection: what was written meanwhile comes once, in one order', async () => {
    await visitor.context().setOffline(true)
    await write(visitor, 'без связи 1')
    await write(visitor, 'без связи 2')
    await write(agent, 'пока вас нет')
    await expect.poll(() => pending(visitor)).toBe(2)
    await visitor.reload().catch(() => undefined)
    await visitor.context().setOffline(false)
    await visitor.goto(`${okno.url}/widget/`)
    await expectSame(visitor, agent, ['пока вас нет', 'без связи 1', 'без связи 2'])
  })

  it('survives kill -9 of the server: nothing is lost, nothing is doubled', async () => {
    const texts: string[] = []
    const say = async (page: Page, text: string) => {
      texts.push(text)
      await write(page, text)
    }
    await say(visitor, 'до сбоя 1')
    await say(agent, 'до сбоя 2')
    await okno.kill()
    await say(visitor, 'во время сбоя 1')
    await say(agent, 'во время сбоя 2')
    await visitor.reload().catch(() => undefined)
    await okno.restart()
    await visitor.goto(`${okno.url}/widget/`)
    await write(visitor, 'после сбоя')
    texts.push('после сбоя')
    await expect
      .poll(async () => new Set((await bubbles(visitor)).filter((text) => texts.includes(text))), { timeout: 40_000 })
      .toEqual(new Set(texts))
    await expect
      .poll(async () => (await bubbles(agent)).filter((text) => texts.includes(text)).length, { timeout: 40_000 })
      .toBe(texts.length)
    const order = (await bubbles(visitor)).filter((text) => texts.includes(text))
    expect(order).toHaveLength(texts.length)
    await expectSame(visitor, agent, order)
  })

  it('is nobody else’s: another visitor sees only their own', async () => {
    const other = await openWidget()
    expect((await bubbles(other)).join()).not.toContain('Гульнара')
    await write(other, 'жалоба')
    await seen(other, 'интернет-приёмной')
    await other.context().close()
  })

  it('moves to the consumer’s timeline when tied, and ends for both', async () => {
    await agent.getByRole('button', { name: 'Привязать' }).first().click()
    await agent.getByRole('heading', { name: 'Шарафутдинова Гульнара Ильдаровна' }).waitFor()
    await seen(agent, 'после сбоя')
    await write(agent, 'Бригада выехала')
    await seen(visitor, 'Бригада выехала')
    await agent.getByRole('button', { name: 'Завершить контакт' }).click()
    await seen(visitor, 'Чат завершён')
    await visitor.getByRole('button', { name: 'Начать новый чат' }).click()
    await seen(visitor, 'Что у вас случилось?')
    expect((await bubbles(visitor)).length).toBe(1)
  })
})
