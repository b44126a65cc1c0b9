import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../calls/axe.ts'
import { type Okno, signIn, startOkno } from '../setup/okno.ts'

const QUESTION = 'Третий вечер подряд напряжение падает до 190 В, просит замер.'
const FIRST = 'Замер проведён, отклонение подтвердилось. Работы запланированы.'
const SECOND = 'Замер проведён 25 ноября, отклонение подтвердилось. Работы будут сделаны до 1 декабря.'

let okno: Okno
let agent: Page
let specialist: Page
let supervisor: Page
let number: string
let code: string

beforeAll(async () => {
  okno = await startOkno()
  ;[agent, specialist, supervisor] = await Promise.all([okno.page(), okno.page(), okno.page()])
  await signIn(agent, okno, 'agent1')
  await signIn(specialist, okno, 'specialist1')
  await signIn(supervisor, okno, 'supervisor1')
})
afterAll(() => okno.close())

/** The shell around has its own journey. */
const violations = (page: Page) => violationsOf(page, ['main', 'aside'])

const tasksOf = (page: Page) => page.getByRole('region', { name: 'Мои задачи' })
const stepOf = (page: Page) => page.getByRole('complementary', { name: `Обращение ${number}` })
async function openTask(page: Page, step: string) {
  await tasksOf(page)
    .getByRole('button', { name: new RegExp(`${step}.*${number}`) })
    .click()
  await page.getByRole('heading', { level: 1, name: /отклонение напряжения/ }).waitFor()
}
const diagramOf = (page: Page) => page.getByRole('figure', { name: /Схема обращения/ })
async function expectStep(page: Page, element: string, name: string) {
  await page.getByRole('figure', { name: `Схема обращения. Сейчас: «${name}»` }).waitFor()
  await diagramOf(page).locator(`[data-element-id="${element}"].okno-now`).waitFor()
  expect(await diagramOf(page).locator('.okno-now').count()).toBe(1)
}

test('an agent registers a case beside the consumer’s timeline; the form says what is missing and keeps what is typed', async () => {
  await agent.goto(`${okno.url}/desktop/#/consumers`)
  await agent.getByRole('main').getByRole('textbox').fill('Казань, ул. Баумана')
  await agent
    .getByRole('main')
    .getByRole('button', { name: /Баумана/ })
    .first()
    .click()
  await agent.getByRole('button', { name: 'Зарегистрировать обращение' }).click()
  const form = agent.getByRole('form', { name: 'Новое обращение' })
  await agent.getByLabel('Суть обращения').press('Control+Enter')
  await form.getByText('Выберите тему.').waitFor()
  await form.getByText('Напишите суть обращения: хотя бы одну фразу.').waitFor()
  await form.getByLabel('Тема').click()
  await agent.keyboard.type('отклонение')
  await agent.getByRole('option', { name: /отклонение напряжения/ }).click()
  await form.getByLabel('Суть обращения').fill(QUESTION)
  expect(await violations(agent)).toEqual([])
  await agent.reload()
  expect(await form.getByLabel('Суть обращения').inputValue()).toBe(QUESTION)
  await expect.poll(() => form.getByLabel('Тема').inputValue(), { timeout: 10_000 }).toMatch(/отклонение напряжения/)
  await form.getByText(/Ответить до \d\d\.\d\d\.\d{4}/).waitFor()
  const button = form.getByRole('button', { name: 'Зарегистрировать обращение' })
  await button.dblclick()
  const told = agent.getByRole('alert').filter({ hasText: 'зарегистрировано' })
  const text = (await told.textContent()) ?? ''
  number = /\d{2}-\d{6}/.exec(text)?.[0] ?? ''
  code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(text)?.[0] ?? ''
  expect(number).toMatch(/^\d{2}-\d{6}$/)
  expect(code).not.toBe('')
  // two clicks, one case
  await agent.getByRole('tab', { name: 'Обращения' }).click()
  const cases = agent.getByRole('tabpanel').or(agent.getByRole('main')).first()
  await cases.getByRole('button', { name: new RegExp(number) }).waitFor()
  expect(await cases.getByRole('button', { name: /отклонение напряжения/ }).count()).toBe(1)
  await agent.getByRole('tab', { name: 'Лента' }).click()
  await agent.getByText(`Ваше обращение зарегистрировано под номером ${number}`).waitFor()
})

test('the agent passes it to a specialist without leaving the consumer', async () => {
  const summary = agent.getByRole('region', { name: `Обращение ${number}` })
  const form = summary.getByRole('form', { name: 'Разобрать' })
  // a complaint is approved by the head of the branch
  await form.getByLabel('Вид').click()
  await agent.getByRole('option', { name: 'Жалоба' }).click()
  await form.getByLabel('Кому').waitFor()
  expect(await form.getByLabel('Кому').inputValue()).toMatch(/По таблице: Служба качества/)
  await form.getByLabel('Вид').press('Control+Enter')
  await agent.getByText(`Ваше обращение ${number} передано специалисту`).waitFor()
  await summary.getByText('Ждёт: исполнитель').waitFor()
})

test('the specialist finds it in the list, takes it and drafts the answer', async () => {
  await openTask(specialist, 'Подготовить ответ')
  await expectStep(specialist, 'draft', 'Подготовить ответ')
  await stepOf(specialist).getByRole('button', { name: 'Взять в работу' }).click()
  await stepOf(specialist).getByText('взято вами').waitFor()
  const answer = stepOf(specialist).getByLabel('Текст ответа')
  await answer.fill('Коротко')
  await answer.press('Control+Enter')
  await stepOf(specialist).getByText('Ответ слишком короткий').waitFor()
  await answer.fill(FIRST)
  expect(await violations(specialist)).toEqual([])
  await answer.press('Control+Enter')
  await expectStep(specialist, 'approve', 'Утвердить ответ')
  await stepOf(specialist).getByText('Ждёт: супервизор').waitFor()
})

test('the supervisor returns it with a remark, and the specialist gets it back with the remark', async () => {
  await openTask(supervisor, 'Утвердить ответ')
  await stepOf(supervisor).getByText(FIRST).waitFor()
  await stepOf(supervisor).getByLabel('Замечание исполнителю').fill('Укажите дату замера и срок работ')
  expect(await violations(supervisor)).toEqual([])
  await stepOf(supervisor).getByRole('button', { name: 'Вернуть', exact: true }).click()
  await expectStep(supervisor, 'draft', 'Подготовить ответ')
  await stepOf(specialist).getByText('Замечание: Укажите дату замера и срок работ').waitFor()
  await expectStep(specialist, 'draft', 'Подготовить ответ')
  const answer = stepOf(specialist).getByLabel('Текст ответа')
  expect(await answer.inputValue()).toBe(FIRST)
  await answer.fill(SECOND)
  await answer.press('Control+Enter')
  await expectStep(specialist, 'approve', 'Утвердить ответ')
})

test('the head extends the term once, and the person is told why', async () => {
  await stepOf(supervisor).getByRole('button', { name: 'Продлить срок ответа' }).click()
  const form = stepOf(supervisor).getByRole('form', { name: 'Продлить срок ответа' })
  await form.getByRole('button', { name: 'Продлить срок ответа' }).click()
  await form.getByText('Напишите причину: её прочтёт заявитель.').waitFor()
  expect(await violations(supervisor)).toEqual([])
  await form.getByLabel('Причина продления').fill('Ждём заключения лаборатории')
  await form.getByRole('button', { name: 'Продлить срок ответа' }).click()
  await stepOf(supervisor)
    .getByText(/Срок продлён, был до \d\d\.\d\d\.\d{4}/)
    .waitFor()
  await supervisor.getByRole('list', { name: 'История' }).getByText('Заявителю сообщено о продлении срока').waitFor()
  expect(await stepOf(supervisor).getByRole('button', { name: 'Продлить срок ответа' }).count()).toBe(0)
  await agent
    .getByText(/срок рассмотрения продлён/)
    .first()
    .waitFor()
})

test('the supervisor approves: the answer goes out, the case closes, the consumer was told of each change', async () => {
  await stepOf(supervisor).getByText(SECOND).waitFor()
  await stepOf(supervisor).getByLabel('Замечание исполнителю').press('Control+Enter')
  await stepOf(supervisor).getByText('Закрыто').first().waitFor()
  await supervisor.getByRole('figure', { name: 'Схема обращения. Всё пройдено' }).waitFor()
  await diagramOf(supervisor).locator('[data-element-id="closed"].okno-passed').waitFor()
  const history = supervisor.getByRole('list', { name: 'История' })
  await history.getByText('Возвращено с замечанием').waitFor()
  await history.getByText('Ответ отправлен', { exact: true }).waitFor()
  expect(await history.getByText('Заявителю сообщено: ответ на проверке').count()).toBe(2)
  // the agent's screen has followed all of it by itself
  await agent.getByText(`Ответ на обращение ${number}`).first().waitFor()
  const notices = await agent.getByText(new RegExp(`Обращение ${number}: |Ответ на обращение ${number}`)).count()
  expect(notices).toBeGreaterThanOrEqual(6)
  await agent.getByRole('region', { name: `Обращение ${number}` }).waitFor({ state: 'detached' })
})

test('the person sees the answer on the portal by number and code, and nobody without the code', async () => {
  const portal = await okno.page()
  await portal.goto(`${okno.url}/portal/`)
  await portal
    .getByRole('button', { name: 'Узнать, что с обращением' })
    .or(portal.getByRole('link', { name: 'Узнать, что с обращением' }))
    .first()
    .click()
  await portal.getByLabel(/Номер/).fill(number)
  await portal.getByLabel(/Код/).fill('AAAAA-AAAAA')
  await portal.keyboard.press('Enter')
  await portal.getByText('Номер и код не подходят друг к другу').waitFor()
  await portal.getByLabel(/Код/).fill(code)
  await portal.keyboard.press('Enter')
  await portal.getByText(SECOND).waitFor()
})

test('an answer by mail leaves the company, and a late step comes to the supervisor', async () => {
  await agent.goto(`${okno.url}/desktop/#/consumers`)
  await agent.getByRole('main').getByRole('textbox').fill('Казань, ул. Пушкина')
  await agent
    .getByRole('main')
    .getByRole('button', { name: /Пушкина/ })
    .first()
    .click()
  await agent.getByRole('button', { name: 'Зарегистрировать обращение' }).click()
  const form = agent.getByRole('form', { name: 'Новое обращение' })
  await form.getByLabel('Тема').click()
  await agent.keyboard.type('Частые')
  await agent.getByRole('option', { name: 'Частые отключения' }).click()
  await form.getByLabel('Суть обращения').fill('За неделю свет гас четыре раза, просят назвать причину.')
  await form.getByLabel('Как ответить').click()
  await agent.getByRole('option', { name: 'Электронной почтой' }).click()
  await form.getByLabel('Адрес почты').fill('писать сюда')
  await form.getByLabel('Адрес почты').press('Control+Enter')
  await form.getByText('Укажите адрес почты').waitFor()
  await form.getByLabel('Адрес почты').fill('consumer.answer@example.com')
  await form.getByLabel('Адрес почты').press('Control+Enter')
  await form.waitFor({ state: 'detached' })
  const summary = agent.getByRole('region', { name: /Обращение \d\d-\d+/ }).filter({ hasText: 'Частые отключения' })
  number = /\d{2}-\d{6}/.exec((await summary.first().textContent()) ?? '')?.[0] ?? ''
  const mine = agent.getByRole('region', { name: `Обращение ${number}` })
  await mine.getByRole('form', { name: 'Разобрать' }).getByLabel('Вид').press('Control+Enter')
  await mine.getByText('Ждёт: исполнитель').waitFor()

  await makeLate(number)
  await tasksOf(supervisor)
    .getByRole('button', { name: new RegExp(`Подготовить ответ.*просрочено.*${number}`) })
    .click()
  await stepOf(supervisor).getByText('просрочено, видит супервизор').waitFor()
  await supervisor.getByRole('list', { name: 'История' }).getByText('Шаг просрочен, супервизор извещён').waitFor()

  await tasksOf(specialist)
    .getByRole('button', { name: new RegExp(`Подготовить ответ.*${number}`) })
    .click()
  await stepOf(specialist).getByLabel('Текст ответа').fill('Причина в повреждённой опоре, замена назначена на среду.')
  await stepOf(specialist).getByLabel('Текст ответа').press('Control+Enter')
  await stepOf(supervisor).getByLabel('Замечание исполнителю').press('Control+Enter')
  await stepOf(supervisor).getByText('Закрыто').first().waitFor()
  await expect
    .poll(() => lettersTo('consumer.answer@example.com'), { timeout: 20_000 })
    .toContain(`Ответ на обращение ${number}`)
})

/** Subjects of the mails that left for an address. */
async function lettersTo(address: string): Promise<string[]> {
  const answer = await fetch(`${okno.url}/api/demo/mailbox`)
  const { mails }: { mails: Record<string, unknown>[] } = await answer.json()
  return mails.filter((mail) => JSON.stringify(mail).includes(address)).map((mail) => String(mail.subject))
}

/** The term of the open step has passed: its task and its timer are due now, as they would be some days later. */
async function makeLate(caseNumber: string) {
  const { databaseUrl }: { databaseUrl: string } = JSON.parse(await readFile(join(okno.folder, 'ready.json'), 'utf8'))
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const late = "now() - interval '1 hour'"
    const { rows } = await client.query('select instance_id as id from "case" where number = $1', [caseNumber])
    await client.query(`update task set due_at = ${late} where instance_id = $1 and state = 'open'`, [rows[0].id])
    // the timer of the process itself is that of the whole answer
    await client.query(
      `update engine_timer set due_at = ${late}, try_at = ${late} where instance_id = $1 and token_no <> 0`,
      [rows[0].id],
    )
    await client.query("select pg_notify('okno_timer', '')")
  } finally {
    await client.end()
  }
}

test('in English and in the dark the case reads as well', async () => {
  await supervisor.evaluate(() => {
    localStorage.setItem('okno.language', 'en')
    localStorage.setItem('okno.theme', 'dark')
  })
  await supervisor.reload()
  await supervisor.getByRole('figure', { name: 'Diagram of the case. All done' }).waitFor()
  await diagramOf(supervisor)
    .or(supervisor.getByRole('figure', { name: /Diagram/ }))
    .getByText('Approve the')
    .first()
    .waitFor()
  expect(await violations(supervisor)).toEqual([])
  const mark = supervisor.locator('.bjs-powered-by')
  const frame = await supervisor.getByRole('figure', { name: /Diagram/ }).boundingBox()
  const box = await mark.boundingBox()
  expect(box && frame && box.x >= frame.x && box.x + box.width <= frame.x + frame.width).toBe(true)
  expect(box && frame && box.y >= frame.y && box.y + box.height <= frame.y + frame.height).toBe(true)
})
