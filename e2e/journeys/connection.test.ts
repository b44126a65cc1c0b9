import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { CaseNumber } from '#shared/contract/case'
import { violationsOf } from '../calls/axe.ts'
import { colleague } from '../desktop/api.ts'
import { type Okno, signIn, startOkno } from '../setup/okno.ts'

let okno: Okno
let applicant: Page
let specialist: Page
let number: string

const seen = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
const fitsWidth = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
const aside = () => specialist.getByRole('complementary', { name: `Обращение ${number}` })

beforeAll(async () => {
  okno = await startOkno()
  applicant = await okno.page({ viewport: { width: 320, height: 640 } })
  specialist = await okno.page({ viewport: { width: 1366, height: 768 } })
  await signIn(specialist, okno, 'specialist1')
})
afterAll(() => okno.close())

/** Does the open step of the application as another specialist, over the same interface. */
async function choose(outcome: string, values: object = {}) {
  const other = await colleague(okno.url, 'specialist2')
  const { items } = z
    .object({ items: z.array(z.object({ id: z.string(), caseNumber: z.string().nullable() })) })
    .parse(await other.get('/tasks?view=mine&limit=200'))
  const task = items.find(({ caseNumber }) => caseNumber === number)
  if (!task) throw new Error(`no task of ${number}`)
  await other.post(`/tasks/${task.id}/complete`, { values: { form: 'outcome', outcome, values } })
}

test('a person applies on the portal; what is missing is said beside its field', async () => {
  await applicant.goto(`${okno.url}/portal/`)
  await applicant.getByRole('button', { name: /Подключиться к сетям/ }).click()
  await applicant.getByRole('heading', { level: 2, name: 'Заявка на присоединение' }).waitFor()
  await applicant.getByRole('button', { name: 'Отправить заявку' }).click()
  await seen(applicant, 'Напишите адрес объекта')
  expect(await violationsOf(applicant)).toEqual([])
  await applicant.getByLabel('Где объект?').fill('Казань, СНТ Заря, участок 14')
  await applicant.getByLabel('Какая нужна мощность, кВт?').fill('14,5')
  await applicant.getByLabel('Сколько метров до ближайшей линии?').fill('12')
  await applicant.getByLabel('Фамилия, имя, отчество или название').fill('Новикова Анна Игоревна')
  await applicant.getByLabel('Телефон').fill('8 917 555-44-33')
  await applicant.getByRole('checkbox', { name: 'Паспорт заявителя' }).check()
  expect(await fitsWidth(applicant)).toBe(true)
  await applicant.reload()
  expect(await applicant.getByLabel('Какая нужна мощность, кВт?').inputValue()).toBe('14,5')
  await applicant.getByRole('button', { name: 'Отправить заявку' }).click()
  await applicant.getByRole('heading', { level: 2, name: /Заявка принята/ }).waitFor()
  number = CaseNumber.parse(await applicant.locator('[data-number]').textContent())
})

test('its page shows the stages with their days, and that nothing is awaited yet', async () => {
  await applicant.getByRole('link', { name: 'Посмотреть, что с заявкой' }).click()
  await applicant.getByRole('button', { name: 'Показать' }).click()
  await applicant.getByRole('heading', { level: 2, name: `Заявка ${number}` }).waitFor()
  await seen(applicant, 'Сейчас от вас ничего не нужно.')
  const stages = applicant.getByRole('listitem').filter({ hasText: 'Проверка документов' })
  expect(await stages.getAttribute('aria-current')).toBe('step')
  expect(await violationsOf(applicant)).toEqual([])
  expect(await fitsWidth(applicant)).toBe(true)
})

test('the specialist asks for a document with the form of the step', async () => {
  await specialist
    .getByRole('region', { name: 'Мои задачи' })
    .getByRole('button', { name: new RegExp(`Проверить комплектность.*${number}`) })
    .click()
  await specialist.getByRole('heading', { level: 1, name: /Технологическое присоединение/ }).waitFor()
  const form = aside().getByRole('form', { name: 'Проверить комплектность' })
  await form.getByRole('button', { name: /Готово/ }).click()
  await form.getByText('Выберите, чем закончился шаг.').waitFor()
  await form.getByRole('radio', { name: 'Запросить документы' }).check()
  await form.getByRole('button', { name: /Запросить документы/ }).click()
  await form.getByText('Без этого шаг не закончить.').waitFor()
  expect(await violationsOf(specialist, ['main', 'aside'])).toEqual([])
  await form.getByRole('checkbox', { name: 'План расположения устройств' }).check()
  await form.getByRole('button', { name: /Запросить документы/ }).click()
  await seen(specialist, /Ждём: недостающие документы/)
})

test('the applicant sees what is awaited without a reload, and brings it with its file', async () => {
  await applicant.getByRole('heading', { name: /Что нужно от вас: недостающие документы/ }).waitFor()
  await applicant.getByRole('checkbox', { name: /План расположения устройств/ }).check()
  await applicant
    .locator('input[type=file]')
    .setInputFiles({ name: 'план.pdf', mimeType: 'application/pdf', buffer: Buffer.from('план участка') })
  await seen(applicant, /план\.pdf, \d/)
  expect(await violationsOf(applicant)).toEqual([])
  await applicant.getByRole('button', { name: 'Отправить документы' }).click()
  await seen(applicant, 'Сейчас от вас ничего не нужно.')
  await seen(specialist, 'план.pdf')
})

test('the contract is signed on the page, a payment is written down, the term of the works is extended', async () => {
  await choose('complete')
  await choose('ready', { conditions: 'Подключение от опоры № 7' })
  await choose('ready', { contractNumber: 'Т-14' })
  await applicant.getByRole('button', { name: 'Подписать договор' }).click()
  await seen(applicant, /Оплачено 0,00/)
  const agent = await colleague(okno.url, 'agent1')
  await agent.post('/connection-payments', {
    number,
    kopecks: 7_714_000,
    paidAt: new Date().toISOString(),
    document: 'П-1',
  })
  await applicant.getByRole('button', { name: 'Сообщить о готовности' }).waitFor()
  await aside().getByRole('button', { name: 'Продлить срок' }).waitFor()
  await specialist.getByRole('button', { name: 'Продлить срок' }).click()
  const form = specialist.getByRole('form', { name: 'Продлить срок' })
  await form.getByLabel('Последний день').fill('2031-03-03')
  await form.getByLabel(/Причина/).fill('Поставка кабеля задержана')
  await form.getByRole('button', { name: 'Продлить срок' }).click()
  await seen(specialist, '03.03.2031')
  expect(await violationsOf(specialist, ['main', 'aside'])).toEqual([])
})

test('the applicant withdraws with a reason, and both sides see it', async () => {
  await applicant.getByRole('button', { name: 'Отозвать заявку' }).click()
  await applicant.getByRole('button', { name: 'Отозвать окончательно' }).click()
  await seen(applicant, /Напишите причину/)
  await applicant.getByLabel('Почему отзываете?').fill('Участок продан')
  await applicant.getByRole('button', { name: 'Отозвать окончательно' }).click()
  await applicant.getByRole('status').filter({ hasText: 'Отозвано' }).waitFor()
  await seen(specialist, 'Итог: Отозвано')
  expect(await violationsOf(applicant)).toEqual([])
})
