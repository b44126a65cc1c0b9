import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CaseNumber } from '#shared/contract/case'
import { Task } from '#shared/contract/task'
import { violationsOf } from '../calls/axe.ts'
import { openDatabaseOf, type Person } from '../calls/database.ts'
import { type Okno, PASSWORD, signIn, startOkno } from '../setup/okno.ts'

const TEXT = 'Каждый вечер с 18 до 22 часов напряжение падает до 190 вольт. Просим замерить.'
const ANSWER = 'Замер выполнен, трансформатор заменён, напряжение в норме. Приносим извинения.'
let okno: Okno
let visitor: Page
let agent: Page
let person: Person
let filed: { number: string; code: string }

const PHONE = { viewport: { width: 320, height: 640 } }
const seen = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
const next = (page: Page) => page.getByRole('button', { name: 'Дальше' }).click()
const question = (page: Page, text: string | RegExp) => page.getByRole('heading', { level: 2, name: text }).waitFor()
const fitsWidth = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

/** What a member of staff does over the same interface as the desktop. */
async function staff(login: string) {
  const post = async (path: string, body: object, token = '') => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
    const answer = await fetch(`${okno.url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${text}`)
    return JSON.parse(text)
  }
  const { accessToken } = z
    .object({ accessToken: z.string() })
    .parse(await post('/session/sign-in', { login, password: PASSWORD, keep: 'token' }))
  /** Does the open step of a case that this person may do. */
  return async (number: string, values: object) => {
    const headers = { authorization: `Bearer ${accessToken}` }
    const answer = await fetch(`${okno.url}/api/tasks?view=mine&limit=200`, { headers })
    const { items } = z.object({ items: z.array(Task) }).parse(await answer.json())
    const task = items.find((each) => each.caseNumber === number)
    if (!task) throw new Error(`${login} has no task of ${number}`)
    await post(`/tasks/${task.id}/complete`, { values, commandId: randomUUID() }, accessToken)
  }
}

/** Answers all questions up to the last one. */
async function answerQuestions(page: Page, who: { name: string; phone: string }) {
  await page.getByRole('button', { name: 'Подать обращение' }).click()
  await page.getByRole('button', { name: /^Свет:/ }).click()
  await page.getByRole('radio', { name: /отклонение напряжения/ }).check()
  await next(page)
  await page.getByLabel('Текст обращения').fill(TEXT)
  await next(page)
  await question(page, /Есть фото/)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'счётчик.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('снимок счётчика') })
  await seen(page, /счётчик\.jpg, \d/)
  await next(page)
  await page.getByLabel('Фамилия, имя, отчество').fill(who.name)
  await next(page)
  await page.getByRole('radio', { name: /Здесь, на сайте/ }).check()
  await next(page)
  await page.getByLabel(/Телефон/).fill(who.phone)
  await next(page)
  await question(page, /Проверьте и отправьте/)
}

beforeAll(async () => {
  okno = await startOkno()
  const demo = await openDatabaseOf(okno)
  const [first] = await demo.peopleWithOwnNumber(1)
  await demo.close()
  if (!first) throw new Error('no person with a number of their own')
  person = first
  agent = await okno.page({ viewport: { width: 1366, height: 768 } })
  await signIn(agent, okno, 'agent1')
  visitor = await okno.page(PHONE)
  await visitor.goto(`${okno.url}/portal/`)
})
afterAll(() => okno.close())

describe('the portal', () => {
  it('says beside the field what is missing, and does not go on', async () => {
    await visitor.getByRole('button', { name: 'Подать обращение' }).click()
    await question(visitor, /О чём ваше обращение/)
    await next(visitor)
    await seen(visitor, 'Выберите тему')
    expect(await violationsOf(visitor)).toEqual([])
    await visitor.getByRole('button', { name: 'Назад' }).click()
    await question(visitor, 'Чем помочь?')
  })

  it('asks one question a screen, at 320 pixels, and keeps every answer across a reload', async () => {
    await answerQuestions(visitor, person)
    expect(await fitsWidth(visitor)).toBe(true)
    await visitor.reload()
    await question(visitor, /Проверьте и отправьте/)
    for (const text of [TEXT, 'счётчик.jpg', person.name, 'Здесь, на сайте']) await seen(visitor, text)
    await visitor.goBack()
    expect(await visitor.getByLabel(/Телефон/).inputValue()).toBe(person.phone)
    await next(visitor)
    expect(await violationsOf(visitor)).toEqual([])
  })

  it('works without a mouse', async () => {
    await visitor.getByRole('link', { name: 'Изменить: Как ответить' }).focus()
    await visitor.keyboard.press('Enter')
    await question(visitor, /Как вам ответить/)
    await visitor.keyboard.press('Tab')
    await visitor.keyboard.press('ArrowDown')
    expect(await visitor.getByRole('radio', { name: 'Письмом на электронную почту' }).isChecked()).toBe(true)
    await visitor.keyboard.press('Enter')
    await question(visitor, /Как с вами связаться/)
    await visitor.keyboard.press('Enter')
    // an answer by mail needs an address, and the cursor stands in that field
    await question(visitor, /Как с вами связаться/)
    await visitor.getByRole('button', { name: 'Дальше' }).press('Enter')
    await seen(visitor, 'Напишите почту: вы просили ответить письмом на неё')
    await visitor.keyboard.type('person@example.com')
    await visitor.keyboard.press('Enter')
    await question(visitor, /Проверьте и отправьте/)
    await visitor.getByRole('link', { name: 'Изменить: Как ответить' }).press('Enter')
    await visitor.getByRole('radio', { name: /Здесь, на сайте/ }).check()
    await next(visitor)
    await next(visitor)
  })

  it('gives a number and a code, and stands on the consumer’s open page at once', async () => {
    await agent.goto(`${okno.url}/desktop/#/consumers/${person.id}`)
    await agent.getByRole('heading', { name: person.name }).waitFor()
    await visitor.getByRole('button', { name: 'Отправить обращение' }).click()
    await question(visitor, /Обращение принято/)
    filed = {
      number: CaseNumber.parse(await visitor.locator('[data-number]').textContent()),
      code: (await visitor.locator('[data-code]').textContent()) ?? '',
    }
    await seen(agent, new RegExp(filed.number))
    expect(await violationsOf(visitor)).toEqual([])
  })

  it('forgets the draft once it is sent', async () => {
    const other = await visitor.context().newPage()
    await other.goto(`${okno.url}/portal/`)
    await other.getByRole('button', { name: 'Подать обращение' }).waitFor()
    await other.close()
  })

  it('refuses a wrong code in words, and opens with the right one on another device', async () => {
    const tablet = await okno.page({ viewport: { width: 800, height: 900 } })
    await tablet.goto(`${okno.url}/portal/#/status`)
    await tablet.getByLabel('Номер обращения').fill(filed.number)
    await tablet.getByLabel('Код').fill('AAAAA-AAAAA')
    await tablet.getByRole('button', { name: 'Показать' }).click()
    await seen(tablet, 'Номер и код не подходят друг к другу')
    await tablet.getByLabel('Код').fill(filed.code.toLowerCase().replace('-', ' '))
    await tablet.keyboard.press('Enter')
    await question(tablet, new RegExp(filed.number))
    await seen(tablet, TEXT)
    await tablet.context().close()
  })

  it('shows the way of the appeal as it goes, without a reload, and the answer with what was sent', async () => {
    await visitor.getByRole('link', { name: 'Посмотреть, что с обращением' }).click()
    await visitor.getByRole('button', { name: 'Показать' }).click()
    const status = visitor
      .getByRole('status')
      .filter({ hasText: /обращени|Специалист|Ответ|Рассмотрение/i })
      .first()
    await seen(visitor, 'Обращение получено')
    await visitor.evaluate(() => Object.assign(window, { isSamePage: true }))

    await (await staff('agent1'))(filed.number, {
      form: 'classify',
      topic: 'voltageQuality',
      kind: 'appeal',
      unit: 'quality',
    })
    await expect.poll(() => status.textContent(), { timeout: 15_000 }).toContain('Специалист разбирается')
    const specialist = await specialistOf(person)
    await (await staff(specialist))(filed.number, { form: 'draft', answer: ANSWER })
    await expect.poll(() => status.textContent(), { timeout: 15_000 }).toContain('Ответ проверяет руководитель')
    expect(await visitor.getByText(ANSWER).count()).toBe(0)
    await (await staff(await headOf(person)))(filed.number, { form: 'approve', decision: 'approve' })
    await expect.poll(() => status.textContent(), { timeout: 15_000 }).toContain('Рассмотрение завершено')
    await seen(visitor, ANSWER)
    expect(await visitor.evaluate(() => 'isSamePage' in window)).toBe(true)
    expect(await fitsWidth(visitor)).toBe(true)
    expect(await violationsOf(visitor)).toEqual([])

    const [download] = await Promise.all([
      visitor.waitForEvent('download'),
      visitor.getByRole('button', { name: 'Сохранить счётчик.jpg' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('счётчик.jpg')
  })

  it('lets an appeal of an unknown person wait for staff to say who it is', async () => {
    const stranger = await okno.page(PHONE)
    await stranger.goto(`${okno.url}/portal/`)
    await answerQuestions(stranger, { name: 'Неизвестный Иван Петрович', phone: '8 999 000-11-22' })
    await agent.goto(`${okno.url}/desktop/#/`)
    await stranger.getByRole('button', { name: 'Отправить обращение' }).click()
    await question(stranger, /Обращение принято/)
    await agent
      .getByRole('button', { name: /\+7 999 000-11-22/ })
      .first()
      .waitFor()
    await stranger.context().close()
  })

  it('is complete in English and in the dark', async () => {
    const page = await okno.page({ ...PHONE, colorScheme: 'dark' })
    await page.goto(`${okno.url}/portal/`)
    await page.getByRole('button', { name: 'Switch to English' }).click()
    await page.getByRole('heading', { name: 'How can we help?' }).waitFor()
    const words = async () => (await page.locator('body').innerText()).replace('Русский', '')
    expect(await words()).not.toMatch(/[а-яё]/i)
    await page.getByRole('button', { name: 'File an appeal' }).click()
    await page.getByRole('button', { name: /^Power:/ }).click()
    await page.getByRole('radio').first().check()
    expect(await words()).not.toMatch(/[а-яё]/i)
    expect(await violationsOf(page)).toEqual([])
    await page.context().close()
  })
})

/** Somebody of the branch where the person lives. */
async function loginOf({ id }: Person, role: string): Promise<string> {
  const demo = await openDatabaseOf(okno)
  const [row] = await demo.rows(
    `select s.login from staff s join consumer c on c.branch_id = s.branch_id where c.id = $1 and $2 = any(s.roles) order by s.login limit 1`,
    [id, role],
  )
  await demo.close()
  return z.object({ login: z.string() }).parse(row).login
}
const specialistOf = (who: Person) => loginOf(who, 'specialist')
const headOf = (who: Person) => loginOf(who, 'supervisor')
