import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violationsOf } from '../calls/axe.ts'
import { type DemoDatabase, openDatabaseOf, type Person } from '../calls/database.ts'
import { growthOf, watchSound } from '../calls/sound.ts'
import { type Okno, signIn, startOkno } from '../setup/okno.ts'

const COMPANY = '+7 843 200-00-00'
// the parts of the desktop that belong to a call; the rest of the screen has journeys of its own
const RINGING = '[data-call]'
const ON_CALL = '[data-phase]'
const RESULT = '[data-call-result]'
const NOTE = 'Скачет напряжение вечером, просит замер'
let okno: Okno
let demo: DemoDatabase
let agent1: Page
let agent2: Page
let caller: Page
let person: Person
let names: { agent1: string; agent2: string }

const shown = (e164: string) => e164.replace(/^(\+7)(\d{3})(\d{3})(\d{2})(\d{2})$/, '$1 $2 $3-$4-$5')
const seen = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
const incoming = (page: Page) => page.getByRole('region', { name: 'Входящий звонок' })
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

async function agent(login: string): Promise<Page> {
  const page = await okno.page()
  await watchSound(page)
  await signIn(page, okno, login)
  await page.getByRole('button', { name: 'Набрать номер' }).waitFor()
  return page
}

async function callerAt(phone: string): Promise<Page> {
  const page = await okno.page({ viewport: { width: 420, height: 860 } })
  await watchSound(page)
  await page.goto(`${okno.url}/caller/`)
  await page.getByLabel('Ваш номер').fill(phone)
  await page.keyboard.press('Enter')
  await seen(page, 'Телефон на связи')
  return page
}

async function say(page: Page, state: 'Готов' | 'Перерыв') {
  await page.keyboard.press('Control+.')
  await page.getByRole('menuitem', { name: state }).click()
  await page.getByRole('button', { name: `Моё состояние: ${state}` }).waitFor()
}

async function wrapUp(page: Page, disposition: string, note?: string) {
  if (note) await page.getByLabel('Заметка к звонку').last().fill(note)
  await page.getByText(disposition, { exact: true }).click()
  await page.getByLabel('Заметка к звонку').last().press('Control+Enter')
  await seen(page, 'Итог сохранён, вы готовы к следующему звонку')
  await page.getByRole('button', { name: 'Моё состояние: Готов' }).waitFor()
}

beforeAll(async () => {
  okno = await startOkno()
  demo = await openDatabaseOf(okno)
  const [first] = await demo.peopleWithOwnNumber(1)
  if (!first) throw new Error('no person with a number of their own')
  person = first
  names = { agent1: await demo.nameOf('agent1'), agent2: await demo.nameOf('agent2') }
  ;[agent1, agent2, caller] = await Promise.all([agent('agent1'), agent('agent2'), callerAt(person.phone)])
})
afterAll(async () => {
  await demo?.close()
  await okno?.close()
})

describe('a call, from the first ring to the timeline', () => {
  it('rings at the agent with who it may be, over work that stays as it is', async () => {
    await say(agent1, 'Готов')
    await press(caller, 'Позвонить')
    await seen(caller, 'Ждём ответа…')
    const strip = incoming(agent1)
    await strip.waitFor()
    await strip.getByText(person.name).waitFor()
    await strip.getByText(shown(person.phone)).waitFor()
    await agent1.getByRole('main').waitFor()
    expect(await violationsOf(agent1, [RINGING])).toEqual([])
  })

  it('opens the consumer on answer, and both hear each other', async () => {
    await agent1.keyboard.press('F2')
    await seen(caller, `Вы разговариваете с ${COMPANY}`)
    await agent1.getByRole('heading', { level: 1, name: person.name }).waitFor()
    expect(agent1.url()).toContain(person.id)
    await agent1.getByRole('button', { name: 'Моё состояние: Разговор' }).waitFor()
    for (const page of [agent1, caller]) {
      await expect.poll(async () => (await growthOf(page)).packetsReceived, { timeout: 15_000 }).toBeGreaterThan(10)
      await expect.poll(async () => (await growthOf(page)).energy, { timeout: 15_000 }).toBeGreaterThan(0)
    }
    await agent1.getByLabel('Заметка к звонку').last().waitFor()
    expect(await violationsOf(agent1, [ON_CALL, RESULT])).toEqual([])
    expect(await violationsOf(caller)).toEqual([])
  })

  it('holds: the caller is told and hears nothing, until the agent is back', async () => {
    await agent1.keyboard.press('F3')
    await seen(caller, 'Оператор попросил подождать')
    await seen(agent1, 'На удержании')
    await expect.poll(async () => (await growthOf(caller)).packetsReceived, { timeout: 15_000 }).toBe(0)
    expect((await growthOf(agent1)).packetsReceived).toBe(0)
    await agent1.keyboard.press('F3')
    await seen(caller, 'Вы разговариваете')
    await expect.poll(async () => (await growthOf(caller)).packetsReceived, { timeout: 15_000 }).toBeGreaterThan(10)
  })

  it('mutes: packets go on, sound does not', async () => {
    await press(agent1, 'Выключить микрофон')
    await agent1.getByRole('button', { name: 'Включить микрофон' }).waitFor()
    await expect.poll(async () => (await growthOf(caller)).energy, { timeout: 15_000 }).toBeLessThan(1e-6)
    await press(agent1, 'Включить микрофон')
    await expect.poll(async () => (await growthOf(caller)).energy, { timeout: 15_000 }).toBeGreaterThan(1e-5)
  })

  it('carries keys both ways', async () => {
    await press(agent1, 'Клавиши')
    await press(agent1, 'Клавиша 5')
    await seen(caller, 'Оператор нажал: 5')
    await press(caller, 'Клавиша 7')
    await seen(agent1, 'Собеседник нажал: 7')
    await agent1.keyboard.press('Escape')
  })

  it('goes to a colleague while the caller stays, and the colleague sees the same consumer', async () => {
    await agent1.getByLabel('Заметка к звонку').last().fill('Передаю коллеге')
    await say(agent2, 'Готов')
    await agent1.keyboard.press('F6')
    await agent1.getByRole('menuitem', { name: names.agent2 }).click()
    const strip = agent2.getByRole('region', { name: `${names.agent1} передаёт вам звонок` })
    await strip.getByText(person.name).waitFor()
    await seen(caller, 'Вы разговариваете')
    await press(agent2, 'Ответить')
    await agent2.getByRole('heading', { level: 1, name: person.name }).waitFor()
    await expect.poll(async () => (await growthOf(agent2)).packetsReceived, { timeout: 15_000 }).toBeGreaterThan(10)
    await expect.poll(async () => (await growthOf(caller)).energy, { timeout: 15_000 }).toBeGreaterThan(0)
    await agent1.getByRole('button', { name: 'Моё состояние: Оформляет' }).waitFor()
  })

  it('lets the first agent write the result of their part, whose draft survives a reload', async () => {
    await agent1.reload()
    await agent1.getByRole('button', { name: 'Набрать номер' }).waitFor()
    const note = agent1.getByLabel('Заметка к звонку').last()
    await expect.poll(() => note.inputValue()).toBe('Передаю коллеге')
    await note.press('Control+Enter')
    await seen(agent1, 'Выберите, чем закончился разговор')
    expect(await violationsOf(agent1, [RESULT])).toEqual([])
    await wrapUp(agent1, 'Консультация дана')
  })

  it('ends when the caller hangs up, and its result stands on every open timeline at once', async () => {
    await press(caller, 'Положить трубку')
    await seen(agent2, 'Записать итог')
    await wrapUp(agent2, 'Зарегистрировано обращение', NOTE)
    for (const page of [agent1, agent2]) {
      const entry = page.getByRole('article', { name: /^Входящий звонок/ }).last()
      await entry.getByText(NOTE).first().waitFor()
      const line = entry.getByRole('button', { expanded: true })
      if ((await line.count()) === 0) await entry.getByRole('button').first().click()
      await entry.getByText('Зарегистрировано обращение').waitFor()
      await entry.getByText('Передаю коллеге').waitFor()
    }
  })
})

describe('a call that is not answered', () => {
  it('goes on to the next agent, and the first is free again', async () => {
    await demo.setSetting('callRingSeconds', 2)
    await press(caller, 'Позвонить')
    const rung = await Promise.race(
      [agent1, agent2].map((page) =>
        incoming(page)
          .waitFor()
          .then(() => page),
      ),
    )
    const next = rung === agent1 ? agent2 : agent1
    await incoming(next).waitFor()
    await incoming(rung).waitFor({ state: 'detached' })
    await rung.getByRole('button', { name: 'Моё состояние: Готов' }).waitFor()
    await demo.setSetting('callRingSeconds', 20)
    await next.keyboard.press('F2')
    await seen(caller, 'Вы разговариваете')
    await next.keyboard.press('F4')
    await seen(caller, 'Разговор окончен')
    await wrapUp(next, 'Связь прервалась')
  })

  it('asks to call back within four hours when nobody is there', async () => {
    await say(agent1, 'Перерыв')
    await say(agent2, 'Перерыв')
    await press(caller, 'Позвонить')
    await seen(caller, 'Сейчас никто не может ответить. Мы вам перезвоним')
    await expect
      .poll(
        async () =>
          (await demo.rows(`select due_at - created_at as term, address from task where kind = 'callback'`)).length,
      )
      .toBe(1)
    const [task] = await demo.rows(
      `select extract(epoch from due_at - created_at)::int as seconds, address, consumer_id from task where kind = 'callback'`,
    )
    expect(task).toMatchObject({ seconds: 4 * 3600, address: person.phone, consumer_id: person.id })
  })

  it('ends for the agent when the caller vanishes', async () => {
    await say(agent1, 'Готов')
    const other = await callerAt('+7 999 000 11 22')
    await press(other, 'Позвонить')
    await incoming(agent1).getByText('Этого номера нет в базе').waitFor()
    await agent1.keyboard.press('F2')
    await seen(other, 'Вы разговариваете')
    await agent1.getByRole('heading', { level: 1, name: '+7 999 000-11-22' }).waitFor()
    await other.context().close()
    await seen(agent1, 'Записать итог')
    await wrapUp(agent1, 'Связь прервалась')
  })
})

describe('a call that an agent makes', () => {
  it('rings the consumer by a click on the number', async () => {
    await agent1.goto(`${okno.url}/desktop/#/consumers/${person.id}`)
    await agent1.getByRole('heading', { level: 1, name: person.name }).waitFor()
    await agent1
      .getByRole('button', { name: `Позвонить ${shown(person.phone)}` })
      .first()
      .click()
    await seen(caller, `Вам звонят: ${COMPANY}`)
    await press(caller, 'Ответить')
    await seen(caller, 'Вы разговариваете')
    await expect.poll(async () => (await growthOf(caller)).packetsReceived, { timeout: 15_000 }).toBeGreaterThan(10)
    await expect.poll(async () => (await growthOf(agent1)).packetsReceived, { timeout: 15_000 }).toBeGreaterThan(10)
    await agent1.keyboard.press('F4')
    await wrapUp(agent1, 'Консультация дана', 'Перезвонили')
    await agent1
      .getByRole('article', { name: /^Исходящий звонок/ })
      .last()
      .getByText('Перезвонили')
      .first()
      .waitFor()
  })

  it('says in words why it came to nothing', async () => {
    await press(agent1, 'Набрать номер')
    await agent1.getByLabel('Номер телефона').fill('перезвоните мне')
    await agent1.keyboard.press('Enter')
    await seen(agent1, 'Это не похоже на номер телефона')
    await agent1.getByLabel('Номер телефона').fill('8 999 000 33 44')
    await agent1.keyboard.press('Enter')
    await seen(agent1, /Не отвечает|Номер недоступен/)
    await wrapUp(agent1, 'Не дозвонились')
  })
})

describe('the looks', () => {
  it('has the caller’s phone without a fault at 320 px, in both themes and languages', async () => {
    const page = await okno.page({ viewport: { width: 320, height: 640 } })
    await page.goto(`${okno.url}/caller/`)
    const check = async () => {
      expect(await violationsOf(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    }
    await check()
    await page.getByLabel('Ваш номер').fill('это не номер')
    await page.keyboard.press('Enter')
    await seen(page, 'Это не похоже на номер телефона. Наберите его с кодом')
    await check()
    await page.getByLabel('Ваш номер').fill('8 999 000 55 66')
    await page.keyboard.press('Enter')
    await seen(page, 'Телефон на связи')
    await check()
    await press(page, 'Тёмная тема')
    await press(page, 'Switch to English')
    await seen(page, 'The phone is connected')
    await check()
  })

  it('shows a ringing call in English and in the dark without a fault', async () => {
    await agent1.evaluate(() => {
      localStorage.setItem('okno.language', 'en')
      localStorage.setItem('okno.theme', 'dark')
    })
    await agent1.reload()
    await agent1.getByRole('button', { name: 'Dial a number' }).waitFor()
    await press(caller, 'Позвонить')
    const strip = agent1.getByRole('region', { name: 'Incoming call' })
    await strip.getByText(person.name).waitFor()
    expect(await violationsOf(agent1, [RINGING])).toEqual([])
    await agent1.keyboard.press('F2')
    await seen(caller, 'Вы разговариваете')
    await agent1.getByLabel('Note on the call').last().waitFor()
    expect(await violationsOf(agent1, [ON_CALL, RESULT])).toEqual([])
    await agent1.keyboard.press('F4')
    await agent1.getByText('Enter the result').waitFor()
    expect(await violationsOf(agent1, [RESULT])).toEqual([])
  })
})
