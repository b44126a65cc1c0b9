import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../calls/axe.ts'
import { type Colleague, colleague } from '../desktop/api.ts'
import { type Okno, signIn, startOkno } from '../setup/okno.ts'

let okno: Okno
let page: Page
let administrator: Colleague
const failures: string[] = []

beforeAll(async () => {
  okno = await startOkno()
  administrator = await colleague(okno.url, 'admin1')
  page = await okno.page()
  page.on('pageerror', (error) => failures.push(error.message))
  await signIn(page, okno, 'analyst1')
})
afterAll(() => okno.close())

const shape = (id: string) => page.locator(`.djs-shape[data-element-id="${id}"]`)
/** The newest shape of a kind: drawn elements bear ids of the modeler's making. */
const newest = (prefix: string) =>
  page.locator(`.djs-shape[data-element-id^="${prefix}_"]:not([data-element-id$="_label"])`).last()
const pad = (action: string) => page.locator(`.djs-context-pad .entry[data-action="${action}"]`)
const tab = (name: RegExp) => page.getByRole('tab', { name })
const saved = () => page.getByText(/черновик сохранён/).waitFor()
/** Selects a shape by its upper left corner; a click on one that is selected would let it go. */
const pick = async (element: Locator) => {
  if (!(await element.getAttribute('class'))?.includes('selected')) await element.click({ position: { x: 12, y: 12 } })
}
const openRoom = async (key: string) => {
  await page.goto(`${okno.url}/desktop/#/design/${key}`)
  await page.locator('.djs-palette').waitFor()
}
async function deploy(comment: string) {
  await page.getByRole('button', { name: 'Внедрить…' }).click()
  await page.getByLabel('Что изменилось и зачем').fill(comment)
  await page.keyboard.press('Control+Enter')
}

test('an analyst begins a process and is told what it lacks', async () => {
  await page.getByRole('link', { name: 'Процессы' }).click()
  await page.getByRole('button', { name: 'Новый процесс' }).click()
  await page.getByLabel('Название').fill('Выдача пропуска')
  expect(await page.getByLabel('Ключ').inputValue()).toBe('vydachaPropuska')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Выдача пропуска' }).waitFor()
  await page.locator('.djs-palette').waitFor()
  await tab(/Проверка/).click()
  const problems = page.getByRole('list', { name: 'Ошибки и замечания' })
  await problems.getByText('Нет конца').waitFor()
  await problems.getByText('Отсюда никуда не ведёт').waitFor()
})

test('draws start, task and end by mouse and keyboard; the problems vanish', async () => {
  await pick(shape('start'))
  await pad('append.append-task').click()
  await page.keyboard.type('Выдать пропуск')
  await page.keyboard.press('Enter')
  await pad('replace').click()
  await page.getByText('Задача человека', { exact: true }).click()
  await newest('Activity').getByText('Выдать').waitFor()
  await pad('append.end-event').click()
  await pick(newest('Activity'))
  await tab(/Проверка/).click()
  await page.getByText('Не сказано, кто делает').waitFor()
  await tab(/Свойства/).click()
  await page.getByRole('combobox', { name: 'Роли' }).click()
  await page.getByRole('option', { name: 'специалист офиса' }).click()
  await page.keyboard.press('Escape')
  await tab(/Проверка/).click()
  await page.getByText('Замечаний нет').waitFor()
  await saved()
})

test('undo and redo by keys', async () => {
  await pick(shape('start'))
  await pick(newest('Activity'))
  await page.keyboard.press('Delete')
  await expect.poll(() => page.locator('.djs-shape[data-element-id^="Activity_"]').count()).toBe(0)
  await page.keyboard.press('Control+z')
  await newest('Activity').waitFor()
  await page.keyboard.press('Control+y')
  await expect.poll(() => page.locator('.djs-shape[data-element-id^="Activity_"]').count()).toBe(0)
  await page.getByRole('button', { name: /^Отменить/ }).click()
  await newest('Activity').waitFor()
})

test('a reload keeps every stroke', async () => {
  await pick(newest('Activity'))
  await tab(/Свойства/).click()
  await page.getByLabel('Описание').fill('На вход по паспорту')
  await page.reload()
  await page.locator('.djs-palette').waitFor()
  await pick(newest('Activity'))
  expect(await page.getByLabel('Описание').inputValue()).toBe('На вход по паспорту')
  await saved()
})

test('is deployed, changed, compared, deployed again and rolled back', async () => {
  await deploy('Первая версия')
  await page.getByText('Внедрена версия 1').waitFor()
  await page.getByText('версия 1', { exact: true }).waitFor()
  await pick(newest('Activity'))
  await page.getByLabel('Название').fill('Выдать пропуск на объект')
  await saved()
  await page.getByRole('button', { name: 'Сравнить', exact: true }).click()
  const view = page.getByRole('region', { name: 'Что изменилось' })
  await view.getByText('Название: «Выдать пропуск» → «Выдать пропуск на объект»').waitFor()
  expect(await view.locator('.okno-changed').count()).toBe(2)
  await page.keyboard.press('Escape')
  await deploy('Уточнили название')
  await page.getByText('Внедрена версия 2').waitFor()
  await tab(/Версии/).click()
  await page.getByRole('button', { name: 'Вернуть…: Версия 1' }).click()
  await page.getByLabel('Почему возвращаем').fill('Название было лучше')
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click()
  await page.getByText('Возвращена версия 1: теперь это версия 3').waitFor()
  const versions = page.getByRole('list', { name: 'Версии, новые сверху' }).getByRole('listitem')
  await versions.first().getByText('вернули версию 1').waitFor()
  // the board is opened anew with what runs now
  await expect.poll(() => versions.count()).toBe(3)
  await expect.poll(() => page.locator('.djs-shape').getByText('объект').count()).toBe(0)
  await newest('Activity').waitFor()
})

test('what the engine refuses leads to its place, and the draft stays', async () => {
  await pick(newest('Activity'))
  await pad('replace').click()
  await page.getByText('Задача системы', { exact: true }).click()
  await saved()
  await deploy('Пусть делает система')
  const refused = page.getByRole('list', { name: 'Что мешает' })
  await refused.getByRole('button', { name: /Не выбрана работа системы/ }).click()
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await tab(/Свойства/).click()
  await page.getByRole('heading', { level: 2, name: 'Задача системы' }).waitFor()
  await page.getByRole('combobox', { name: 'Работа системы' }).click()
  await page.getByRole('option', { name: 'Закрыть обращение' }).click()
  await page.getByText('Нужно: caseId').waitFor()
  await saved()
  await deploy('Теперь закрывает система')
  await page.getByText('Внедрена версия 4').waitFor()
})

test('two who draw at once are told of each other, and neither loses anything', async () => {
  const { versions } = await administrator.get('/processes/vydachaPropuska')
  const running = await administrator.get(`/processes/vydachaPropuska/versions/${versions[0].version}`)
  const theirs = { name: 'Выдача пропуска', xml: running.xml, revision: 0, basedOn: 4 }
  const { revision } = await administrator.post('/processes/vydachaPropuska/draft', theirs)
  await page.getByText('Черновик изменил другой сотрудник').waitFor()
  await page.getByLabel('Описание').fill('Мой вариант')
  await page.getByRole('button', { name: 'Оставить мой' }).click()
  await saved()
  const opened = await administrator.get('/processes/vydachaPropuska')
  expect(opened.draft.revision).toBe(revision + 1)
  expect(opened.draft.xml).toContain('Мой вариант')
})

test('a file without coordinates is laid out; the former drawing can be had back', async () => {
  const bare = `<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d">
    <process id="Process_1"><startEvent id="one" /><task id="two" name="Из файла" /><endEvent id="three" />
    <sequenceFlow id="a" sourceRef="one" targetRef="two" /><sequenceFlow id="b" sourceRef="two" targetRef="three" /></process></definitions>`
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'bare.bpmn', mimeType: 'text/xml', buffer: Buffer.from(bare) })
  await shape('two').getByText('Из файла').waitFor()
  await page.getByText('координат в нём не было').waitFor()
  await page.getByRole('button', { name: 'Вернуть прежнюю схему' }).click()
  await newest('Activity').waitFor()
  await saved()
  const broken = { name: 'broken.bpmn', mimeType: 'text/xml', buffer: Buffer.from('<not bpmn') }
  await page.locator('input[type="file"]').setInputFiles(broken)
  await page.getByText('Файл не читается как BPMN.').waitFor()
})

test('a drawing goes out as a file and as a picture', async () => {
  for (const [item, name] of [
    ['Скачать .bpmn', 'vydachaPropuska.bpmn'],
    ['Скачать картинку SVG', 'vydachaPropuska.svg'],
    ['Скачать картинку PNG', 'vydachaPropuska.png'],
  ] as const) {
    await page.getByRole('button', { name: 'Файл' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: item }).click()
    expect((await download).suggestedFilename()).toBe(name)
  }
})

test('a token walks through the drawing, in Russian', async () => {
  await openRoom('appeal')
  await page.getByRole('button', { name: /Пройти по схеме/ }).click()
  await page.getByText('Идёт проход по схеме').waitFor()
  await page.locator('[title="Пустить событие"]:visible').first().click()
  await page.getByText('Process: началось').or(page.getByText('Процесс: началось')).first().waitFor()
  expect(await page.getByText('Process started').count()).toBe(0)
  await page.getByRole('button', { name: 'Закончить проход' }).click()
  await page.locator('.djs-palette:visible').waitFor()
})

test('a suggestion is pinned to its element, voted for, decided and tied to the version that brings it', async () => {
  const clerk = await colleague(okno.url, 'clerk1')
  await clerk.post('/processes/appeal/suggestions', { elementId: 'classify', text: 'Разбирать сразу при звонке' })
  await page.getByRole('button', { name: '1 предложение к этому элементу' }).click()
  await page.getByText('К элементу «Разобрать обращение»').waitFor()
  await page.getByRole('button', { name: '0 голосов' }).click()
  await page.getByRole('button', { name: '1 голос' }).waitFor()
  await page.getByRole('button', { name: 'Решить' }).click()
  await page.getByLabel('Почему так решили').fill('Экономит день')
  await page.getByRole('button', { name: 'Принять' }).click()
  await page.getByText('принято', { exact: true }).waitFor()
  await expect.poll(() => page.locator('.okno-pin').count()).toBe(0)
  await tab(/Свойства/).click()
  await page.getByLabel('Название').fill('Разобрать сразу')
  await page.getByRole('button', { name: 'Внедрить…' }).click()
  await page.getByRole('checkbox', { name: 'Разбирать сразу при звонке' }).check()
  await page.getByLabel('Что изменилось и зачем').fill('По предложению из офиса')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Внедрена версия 2').waitFor()
  await tab(/Идеи/).click()
  await page.getByText('сделано в версии 2').waitFor()
})

test('who only reads sees drawing, versions and suggestions, and no tools', async () => {
  const auditor = await okno.page()
  await signIn(auditor, okno, 'auditor1')
  await auditor.goto(`${okno.url}/desktop/#/design/appeal`)
  await auditor.locator('.djs-shape[data-element-id="classify"]').waitFor()
  await auditor.getByText('По предложению из офиса').waitFor()
  expect(await auditor.getByRole('button', { name: 'Внедрить…' }).count()).toBe(0)
  expect(await auditor.locator('.djs-palette').count()).toBe(0)
  await auditor.getByRole('button', { name: 'Что изменилось: Версия 2' }).click()
  await auditor.getByText('«Разобрать обращение» → «Разобрать сразу»').waitFor()
  await auditor.context().close()
  const agent = await okno.page()
  await signIn(agent, okno, 'agent2')
  await agent.getByRole('link', { name: 'Моя работа' }).waitFor()
  expect(await agent.getByRole('link', { name: 'Процессы' }).count()).toBe(0)
  await agent.context().close()
})

test.each(['light', 'dark'] as const)('passes axe, %s', async (theme) => {
  const found: string[] = []
  const look = async (screen: string) =>
    found.push(...(await violationsOf(page)).map((violation) => `${screen}: ${violation}`))
  await page.emulateMedia({ colorScheme: theme })
  await page.goto(`${okno.url}/desktop/#/design`)
  await page.getByRole('link', { name: 'Обращения и жалобы' }).waitFor()
  await look('list')
  await page.getByRole('button', { name: 'Новый процесс' }).click()
  await page.getByRole('dialog').waitFor()
  await look('new process')
  await openRoom('appeal')
  await pick(shape('draft'))
  await look('properties')
  for (const name of [/Проверка/, /Версии/, /Идеи/]) {
    await tab(name).click()
    await look(String(name))
  }
  await page.getByRole('button', { name: 'Сравнить', exact: true }).click()
  await page.getByText('Схемы одинаковы').waitFor()
  await look('comparison')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Внедрить…' }).click()
  await page.getByLabel('Что изменилось и зачем').waitFor()
  await look('deployment')
  await page.keyboard.press('Escape')
  expect(found).toEqual([])
})

test('nothing failed in the page', () => expect(failures).toEqual([]))
