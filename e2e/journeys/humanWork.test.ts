import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../calls/axe.ts'
import { type Colleague, colleague } from '../desktop/api.ts'
import { type Okno, signIn, startOkno } from '../setup/okno.ts'

const NOTE = 'Этот потребитель с твоего участка, ты его знаешь'
const ANSWER = 'Замер выполнен, напряжение приведено к норме. Отклонений больше нет.'

let okno: Okno
let clerk: Colleague
let first: Page
let second: Page
let supervisor: Page
let names: { first: string; second: string }
let number: string

beforeAll(async () => {
  okno = await startOkno()
  clerk = await colleague(okno.url, 'clerk1')
  const people = await Promise.all(['specialist1', 'specialist2'].map((login) => colleague(okno.url, login)))
  names = { first: people[0]?.me.name, second: people[1]?.me.name }
  const pages = await Promise.all([1, 2, 3].map(() => okno.page({ viewport: { width: 1366, height: 768 } })))
  for (const [index, login] of ['specialist1', 'specialist2', 'supervisor1'].entries()) {
    const page = pages[index]
    if (page) await signIn(page, okno, login)
  }
  const [one, two, three] = pages
  if (!one || !two || !three) throw new Error('no pages')
  ;[first, second, supervisor] = [one, two, three]
  for (const page of pages) await page.getByRole('link', { name: 'Обращения' }).click()
  number = await caseToDraft()
})
afterAll(() => okno.close())

/** A case whose next step is the specialist's. */
async function caseToDraft(): Promise<string> {
  const { id } = await clerk.newConsumer('Передаточнова Ольга Ивановна')
  const matter = await clerk.post(`/consumers/${id}/cases`, {
    topic: 'voltageQuality',
    kind: 'complaint',
    text: 'Скачет напряжение по вечерам',
    answerChannel: 'portal',
    attachmentIds: [],
  })
  const { tasks } = await clerk.get(`/cases/${matter.id}`)
  await clerk.post(`/tasks/${tasks[0].id}/complete`, {
    values: { form: 'classify', topic: 'voltageQuality', kind: 'complaint', unit: 'quality' },
  })
  return matter.number
}

const line = (page: Page) =>
  page.getByRole('region', { name: 'Мои задачи' }).getByRole('button', { name: new RegExp(number) })
const step = (page: Page) => page.getByRole('complementary', { name: `Обращение ${number}` })
const violations = (page: Page) => violationsOf(page, ['main', 'aside'])

test('a specialist takes a task and gives it to a colleague, who is told and sees why', async () => {
  await line(first).click()
  await step(first).getByRole('button', { name: 'Взять в работу' }).click()
  await step(first).getByText('взято вами').waitFor()
  await expect.poll(() => line(second).count()).toBe(0)
  await step(first).getByRole('button', { name: 'Передать коллеге' }).click()
  const dialog = first.getByRole('dialog', { name: 'Передать коллеге' })
  await dialog.getByRole('button', { name: 'Передать', exact: true }).click()
  await dialog.getByText('Выберите, кому передать.').waitFor()
  await dialog.getByText('Напишите хотя бы несколько слов.').waitFor()
  await dialog.getByLabel('Что коллеге нужно знать').fill(NOTE)
  await dialog.getByRole('combobox', { name: 'Кому' }).click()
  await first.getByRole('option', { name: names.second }).click()
  expect(await violationsOf(first, ['[role="dialog"]'])).toEqual([])
  await dialog.getByRole('button', { name: 'Передать', exact: true }).click()
  await second.getByText(`${names.first} передаёт вам задачу`).waitFor()
  await expect.poll(() => line(first).count()).toBe(0)
  await line(second).click()
  await step(second).getByText('История задачи').click()
  await step(second).getByText(NOTE).waitFor()
  expect(await violations(second)).toEqual([])
})

test('a supervisor makes it urgent with a reason, and it goes to the top of the list', async () => {
  await supervisor.evaluate((hash) => {
    window.location.hash = hash
  }, new URL(second.url()).hash)
  await step(supervisor).getByRole('button', { name: 'Срочность' }).click()
  const dialog = supervisor.getByRole('dialog', { name: 'Срочность' })
  await dialog.getByText('срочная').click()
  await dialog.getByLabel('Почему').fill('Звонили из администрации')
  expect(await violationsOf(supervisor, ['[role="dialog"]'])).toEqual([])
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await step(second).getByText('срочная').waitFor()
  const top = second.getByRole('region', { name: 'Мои задачи' }).getByRole('listitem').first()
  await expect.poll(() => top.textContent()).toContain(number)
})

test('who is away says so, and the substitute does the task for them', async () => {
  await second.getByRole('button', { name: /Меню пользователя/ }).click()
  await second.getByRole('button', { name: 'Отсутствие и замещение' }).click()
  const dialog = second.getByRole('dialog', { name: 'Отсутствия и замещение' })
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await dialog.getByText('Укажите день.').first().waitFor()
  const { today } = await clerk.get('/absences')
  await dialog.getByLabel('С', { exact: true }).fill(today)
  await dialog.getByLabel('По', { exact: true }).fill(today)
  await dialog.getByRole('combobox', { name: 'Кто замещает' }).click()
  await second.getByRole('option', { name: names.first }).click()
  expect(await violationsOf(second, ['[role="dialog"]'])).toEqual([])
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await dialog.getByText('идёт сейчас').waitFor()
  await line(first).click()
  await step(first).getByText(`вы замещаете: ${names.second}`).waitFor()
  const form = step(first).getByRole('form', { name: 'Подготовить ответ' })
  await form.getByLabel('Текст ответа').fill(ANSWER)
  await form.getByRole('button', { name: 'На проверку' }).click()
  await expect.poll(() => line(first).count()).toBe(0)
  await second.keyboard.press('Escape')
})

test('a supervisor sees the absences of the branch and ends one', async () => {
  await supervisor.getByRole('link', { name: 'На линии' }).click()
  await supervisor.getByRole('button', { name: 'Отсутствия и замещение' }).click()
  const dialog = supervisor.getByRole('dialog', { name: 'Отсутствия и замещение' })
  await dialog.getByText(`${names.second}, замещает ${names.first}`).waitFor()
  await dialog.getByRole('combobox', { name: 'Кто отсутствует' }).waitFor()
  expect(await violationsOf(supervisor, ['[role="dialog"]'])).toEqual([])
  await dialog.getByRole('button', { name: new RegExp(`Снять отсутствие: ${names.second}`) }).click()
  await dialog.getByText('Отсутствий нет').waitFor()
})

test('a supervisor says in which unit somebody works and what they are able to do', async () => {
  await supervisor.keyboard.press('Escape')
  await supervisor.getByRole('link', { name: 'Отделы и навыки' }).click()
  await supervisor.getByRole('textbox', { name: 'Найти сотрудника' }).fill(names.second)
  expect(await violationsOf(supervisor, ['main'])).toEqual([])
  await supervisor.getByRole('button', { name: `Изменить: ${names.second}` }).click()
  const dialog = supervisor.getByRole('dialog', { name: names.second })
  await dialog.getByRole('combobox', { name: 'Отдел' }).click()
  await supervisor.getByRole('option', { name: 'Отдел учёта электроэнергии' }).click()
  await dialog.getByLabel('Навыки').fill('поверка')
  await supervisor.keyboard.press('Enter')
  expect(await violationsOf(supervisor, ['[role="dialog"]'])).toEqual([])
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  const row = supervisor.getByRole('row').filter({ hasText: names.second })
  await row.getByText('Отдел учёта электроэнергии').waitFor()
  await row.getByText('поверка').waitFor()
})
