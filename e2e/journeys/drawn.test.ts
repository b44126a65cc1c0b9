import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../calls/axe.ts'
import { type Colleague, colleague } from '../desktop/api.ts'
import { type Okno, signIn, startOkno } from '../setup/okno.ts'

let okno: Okno
let analyst: Page
let agent: Page
let clerk: Colleague
let consumer: { id: string; name: string }
const failures: string[] = []

beforeAll(async () => {
  okno = await startOkno()
  clerk = await colleague(okno.url, 'clerk1')
  consumer = await clerk.newConsumer('Сафиуллина Алсу Маратовна')
  for (const login of ['analyst1', 'agent2']) {
    const page = await okno.page()
    page.on('pageerror', (error) => failures.push(error.message))
    await signIn(page, okno, login)
    if (login === 'analyst1') analyst = page
    else agent = page
  }
})
afterAll(() => okno.close())

const shape = (id: string) => analyst.locator(`.djs-shape[data-element-id="${id}"]`)
const newest = (prefix: string) =>
  analyst.locator(`.djs-shape[data-element-id^="${prefix}_"]:not([data-element-id$="_label"])`).last()
const pad = (action: string) => analyst.locator(`.djs-context-pad .entry[data-action="${action}"]`)
const tab = (name: RegExp) => analyst.getByRole('tab', { name })
const saved = () => analyst.getByText(/черновик сохранён/).waitFor()
const pick = async (element: Locator) => {
  if (!(await element.getAttribute('class'))?.includes('selected')) await element.click({ position: { x: 12, y: 12 } })
}
/** Adds a field from the palette by keys alone. */
async function addField(name: string) {
  await analyst.locator('.fjs-palette').getByRole('button', { name, exact: true }).focus()
  await analyst.keyboard.press('Enter')
}
async function openGroup(name: string) {
  const head = analyst.locator('.bio-properties-panel-group-header', { hasText: name }).first()
  if (!(await head.getAttribute('class'))?.includes('open')) await head.click()
}
/** The process of the consumer on the agent's screen. */
const run = () => agent.getByRole('region', { name: /^Выдача допуска P/ })
/** What can be said of the chosen field, by its name in the builder. */
const entry = (name: string) => analyst.locator(`.bio-properties-panel-entry[data-entry-id="${name}"]`)
const openConsumer = async () => {
  await agent.goto(`${okno.url}/desktop/#/consumers/${consumer.id}`)
  await agent.getByRole('region', { name: 'Процессы' }).waitFor()
}

test('an analyst draws a small process by mouse and keyboard', async () => {
  await analyst.getByRole('link', { name: 'Процессы' }).click()
  await analyst.getByRole('button', { name: 'Новый процесс' }).click()
  await analyst.getByLabel('Название').fill('Выдача допуска')
  await analyst.keyboard.press('Enter')
  await analyst.locator('.djs-palette').waitFor()
  await pick(shape('start'))
  await pad('append.append-task').click()
  await analyst.keyboard.type('Оформить допуск')
  await analyst.keyboard.press('Enter')
  await pad('replace').click()
  await analyst.getByText('Задача человека', { exact: true }).click()
  await newest('Activity').getByText('Оформить').waitFor()
  await pad('append.end-event').click()
  await newest('Event').waitFor()
  await saved()
})

test('builds its form by keyboard, tries it, and finds it whole after a reload', async () => {
  await tab(/Формы/).click()
  await analyst.getByRole('button', { name: 'Новая форма' }).click()
  await analyst.getByLabel('Название формы').fill('Допуск')
  await analyst.keyboard.press('Enter')
  await analyst.getByRole('region', { name: 'Форма Допуск' }).waitFor()
  await addField('Строка')
  await analyst.locator('.fjs-children .fjs-element').last().click()
  await openGroup('Основное')
  await entry('label').locator('.cm-content').click()
  await analyst.keyboard.press('Control+a')
  await analyst.keyboard.type('Кому выдан')
  await entry('key').getByRole('textbox').fill('givenTo')
  await openGroup('Проверка')
  await entry('required').getByRole('checkbox').check()
  await addField('Число')
  await saved()
  await analyst.getByText('Посмотреть', { exact: true }).click()
  await analyst.getByRole('button', { name: 'Проверить заполнение' }).click()
  await analyst.getByText('Заполните это поле.').waitFor()
  await analyst.getByLabel(/Кому выдан/).fill('Бригада 4')
  await analyst.getByRole('button', { name: 'Проверить заполнение' }).click()
  await analyst.getByText('Всё заполнено верно').waitFor()
  await analyst.getByRole('button', { name: 'К схеме' }).click()
  await analyst.reload()
  await analyst.locator('.djs-palette').waitFor()
  await tab(/Формы/).click()
  await analyst.getByRole('button', { name: /^Допуск/ }).click()
  await analyst.locator('.fjs-form-field-label', { hasText: 'Кому выдан' }).waitFor()
  await analyst.keyboard.press('Escape')
})

test('is told of a form there is not, chooses the right one and deploys', async () => {
  await pick(newest('Activity'))
  await tab(/Свойства/).click()
  await analyst.getByRole('combobox', { name: 'Роли' }).click()
  await analyst.getByRole('option', { name: 'оператор' }).click()
  await analyst.keyboard.press('Escape')
  await analyst.getByRole('combobox', { name: 'Форма' }).click()
  await analyst.getByRole('option', { name: 'Допуск' }).click()
  await tab(/Формы/).click()
  await analyst.getByText('шаги: Оформить допуск').waitFor()
  await analyst.getByRole('button', { name: 'Убрать форму: Допуск' }).click()
  await tab(/Проверка/).click()
  await analyst.getByText('Такой формы нет: dopusk').waitFor()
  await analyst.getByRole('button', { name: 'Вернуть', exact: true }).click()
  await analyst.getByText('Замечаний нет').waitFor()
  await saved()
  await analyst.getByRole('button', { name: 'Внедрить…' }).click()
  await analyst.getByLabel('Что изменилось и зачем').fill('Первая версия')
  await analyst.keyboard.press('Control+Enter')
  await analyst.getByText('Внедрена версия 1').waitFor()
})

test('an agent starts it for a consumer, and the step stands in the list', async () => {
  await openConsumer()
  await agent.getByRole('combobox', { name: 'Какой процесс начать' }).click()
  await agent.getByRole('option', { name: 'Выдача допуска' }).click()
  await agent.getByRole('button', { name: 'Начать', exact: true }).click()
  await agent.getByText(/Процесс «Выдача допуска» начат: P\d\d-\d{6}/).waitFor()
  await run()
    .getByRole('button', { name: /^Оформить допуск/ })
    .click()
  await agent.getByRole('heading', { level: 1, name: 'Оформить допуск' }).waitFor()
  const list = agent.getByRole('complementary', { name: 'Мои задачи' })
  await list.getByText('Оформить допуск').waitFor()
})

test('is told which field is missing; what is typed survives a reload', async () => {
  const givenTo = agent.getByLabel(/Кому выдан/)
  await givenTo.waitFor()
  await agent.getByRole('button', { name: /^Готово/ }).click()
  await agent.getByText('Заполните это поле.').waitFor()
  await givenTo.fill('Бригада 4')
  await agent.reload()
  await expect.poll(() => agent.getByLabel(/Кому выдан/).inputValue()).toBe('Бригада 4')
})

test.each(['light', 'dark'] as const)('the step passes axe, %s', async (theme) => {
  await agent.emulateMedia({ colorScheme: theme })
  expect(await violationsOf(agent)).toEqual([])
})

test('does the step, and the process ends', async () => {
  await agent.getByLabel(/Кому выдан/).press('Control+Enter')
  await agent.getByText('Эта задача уже выполнена.').waitFor()
  await openConsumer()
  await agent
    .getByRole('region', { name: /^Выдача допуска P/ })
    .getByText('завершён')
    .waitFor()
  const { items } = await clerk.get(`/consumers/${consumer.id}/runs`)
  expect(items).toMatchObject([
    { processName: 'Выдача допуска', version: 1, state: 'completed', steps: [], failures: [] },
  ])
})

test('what the form refuses the server refuses too', async () => {
  const { id } = await clerk.post(`/consumers/${consumer.id}/runs`, { key: 'vydachaDopuska' })
  const { items } = await clerk.get(`/consumers/${consumer.id}/runs`)
  const step = items.find((run: { id: string }) => run.id === id).steps[0]
  const operator = await colleague(okno.url, 'agent2')
  const done = operator.post(`/tasks/${step.id}/complete`, { values: { form: 'own', values: {} } })
  await expect(done).rejects.toThrow(/valuesRefused.*givenTo/)
})

test('an analyst tries the draft: fills in the step, and sees which way it went', async () => {
  await analyst.goto(`${okno.url}/desktop/#/design/vydachaDopuska`)
  await analyst.locator('.djs-palette').waitFor()
  await tab(/Проба/).click()
  await analyst.getByLabel('Начальные значения').fill('dopusk = 7')
  await analyst.getByRole('button', { name: 'Пустить черновик' }).click()
  await analyst.getByText('Процесс ждёт').waitFor()
  const step = analyst.getByRole('region', { name: 'Оформить допуск' })
  await step.getByRole('button', { name: 'Выполнить: Оформить допуск' }).click()
  await step.getByText('Заполните это поле.').waitFor()
  await step.getByLabel(/Кому выдан/).fill('Бригада 9')
  await step.getByRole('button', { name: 'Выполнить: Оформить допуск' }).click()
  await analyst.getByText('Процесс дошёл до конца').waitFor()
  await analyst.getByRole('list', { name: 'Пройденный путь' }).getByText('Оформить допуск').waitFor()
  await analyst.getByText('Бригада 9').waitFor()
  await expect.poll(() => analyst.locator('.djs-element.okno-trial-passed').count()).toBe(5)
  await analyst.getByRole('button', { name: 'Шаг назад' }).click()
  await analyst.getByText('Процесс ждёт').waitFor()
  const { items } = await clerk.get(`/consumers/${consumer.id}/runs`)
  expect(items).toHaveLength(2)
})

test('draws a decision, tries it, and a rule task asks it', async () => {
  await tab(/Решения/).click()
  await analyst.getByRole('button', { name: 'Новое решение' }).click()
  await analyst.getByLabel('Название решения').fill('Срок допуска')
  await analyst.keyboard.press('Enter')
  await analyst.getByRole('region', { name: 'Решение Срок допуска' }).waitFor()
  await analyst.locator('.okno-decision [data-row-id]').first().waitFor()
  await analyst.getByRole('textbox', { name: 'value', exact: true }).fill('смена')
  await analyst.getByRole('button', { name: 'Проверить', exact: true }).click()
  await analyst.getByText('Сработали правила: 1').waitFor()
  await analyst.keyboard.press('Escape')
  await pick(newest('Activity'))
  await pad('append.append-task').click()
  await analyst.keyboard.type('Назначить срок')
  await analyst.keyboard.press('Enter')
  await pad('replace').click()
  await analyst.getByText('Решение по таблице', { exact: true }).click()
  await tab(/Проверка/).click()
  await analyst.getByText('Не выбрано решение').waitFor()
  await tab(/Свойства/).click()
  await analyst.getByRole('combobox', { name: 'Решение' }).click()
  await analyst.getByRole('option', { name: 'Срок допуска' }).click()
  await tab(/Проверка/).click()
  await expect.poll(() => analyst.getByText('Не выбрано решение').count()).toBe(0)
  await saved()
})

test.each(['light', 'dark'] as const)('the design room passes axe with forms, %s', async (theme) => {
  const found: string[] = []
  const look = async (screen: string) =>
    found.push(...(await violationsOf(analyst)).map((violation) => `${screen}: ${violation}`))
  await analyst.emulateMedia({ colorScheme: theme })
  await analyst.goto(`${okno.url}/desktop/#/design/vydachaDopuska`)
  await analyst.locator('.djs-palette').waitFor()
  await tab(/Формы/).click()
  await look('forms')
  await analyst.getByRole('button', { name: /^Допуск/ }).click()
  await analyst.locator('.fjs-palette').waitFor()
  await look('builder')
  await analyst.getByText('Посмотреть', { exact: true }).click()
  await analyst.getByLabel(/Кому выдан/).waitFor()
  await look('preview')
  await analyst.keyboard.press('Escape')
  await tab(/Решения/).click()
  await look('decisions')
  await analyst.getByRole('button', { name: /^Срок допуска/ }).click()
  await analyst.locator('.okno-decision [data-row-id]').first().waitFor()
  await look('decision')
  await analyst.keyboard.press('Escape')
  await tab(/Проба/).click()
  await look('trial')
  expect(found).toEqual([])
})

test('nothing failed in the pages', () => expect(failures).toEqual([]))
