import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Colleague, colleague } from '../desktop/api.ts'
import { type Okno, signIn, startOkno } from '../setup/okno.ts'

const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
let okno: Okno
let clerk: Page
let colleagueClerk: Colleague
let visitor: { id: string; name: string }

beforeAll(async () => {
  okno = await startOkno()
  colleagueClerk = await colleague(okno.url, 'clerk1')
  visitor = await colleagueClerk.newConsumer('Нигматуллина Сария Фаридовна', { phone: '+79172220011' })
  clerk = await okno.page()
  await signIn(clerk, okno, 'clerk1')
})
afterAll(() => okno.close())

const aside = () => clerk.getByRole('complementary', { name: 'О контакте и потребителе' })

test('a visit starts without a consumer, who is found beside it; the visit moves to their timeline', async () => {
  await clerk.getByRole('link', { name: 'Визиты' }).click()
  const office = clerk.getByRole('combobox', { name: 'Офис' })
  await expect.poll(() => office.inputValue()).toContain(colleagueClerk.me.officeName)
  await clerk.getByRole('button', { name: 'Начать без потребителя' }).click()
  await clerk.getByText('Контакт без потребителя').waitFor()
  await aside().getByLabel('Найти: имя, адрес, счёт, телефон').fill('Нигматуллина Сария')
  await aside()
    .getByRole('listitem')
    .filter({ hasText: visitor.name })
    .getByRole('button', { name: 'Привязать' })
    .click()
  await clerk.getByRole('heading', { level: 1, name: visitor.name }).waitFor()
  await clerk.locator('[data-entry]').getByText(/Визит/).waitFor()
  await clerk
    .locator('[data-entry]')
    .getByText(/идёт, \d+:\d\d/)
    .waitFor()
})

test('a photographed document goes along with the appeal that is registered', async () => {
  await aside().locator('input[type=file]').setInputFiles({ name: 'паспорт.png', mimeType: 'image/png', buffer: PHOTO })
  await aside().getByText('паспорт.png').first().waitFor()
  await aside().getByRole('button', { name: 'Сфотографировать' }).click()
  const camera = clerk.getByRole('dialog', { name: 'Камера' })
  await camera.getByRole('button', { name: 'Снять' }).click()
  await aside()
    .getByRole('button', { name: /Убрать Документ \d\d-\d\d\.jpg/ })
    .waitFor()
  // what has been sent is not lost by a reload
  await clerk.reload()
  await aside().getByText('паспорт.png').first().waitFor()
  await aside().getByRole('button', { name: 'Зарегистрировать обращение' }).click()
  const form = clerk.getByRole('form', { name: 'Новое обращение' })
  await form.getByLabel('Тема').click()
  await clerk.keyboard.type('отклонение')
  await clerk.getByRole('option', { name: /отклонение напряжения/ }).click()
  await form.getByLabel('Суть обращения').fill('Скачет напряжение, приложен паспорт прибора.')
  await form.getByRole('button', { name: 'Зарегистрировать обращение' }).click()
  await clerk.getByRole('alert').filter({ hasText: 'зарегистрировано' }).waitFor()
  const { items } = await colleagueClerk.get(`/consumers/${visitor.id}/cases`)
  const { attachments } = await colleagueClerk.get(`/cases/${items[0].id}`)
  expect(attachments.map(({ name }: { name: string }) => name)).toEqual([
    'паспорт.png',
    expect.stringMatching(/^Документ \d\d-\d\d\.jpg$/),
  ])
  await expect.poll(() => aside().getByText('паспорт.png').count()).toBe(0)
})

test('a visit ends only with a result, which stands on the timeline like any contact', async () => {
  await aside().getByRole('button', { name: 'Завершить визит' }).click()
  await aside().getByText('Выберите, чем закончился визит').waitFor()
  await aside().getByRole('combobox', { name: 'Итог визита' }).click()
  await clerk.getByRole('option', { name: 'Принято обращение' }).click()
  await aside().getByLabel('Примечание').fill('Копию паспорта вернули')
  await aside().getByLabel('Примечание').press('Control+Enter')
  await aside()
    .getByText(/^Завершён \d\d\.\d\d\.\d{4}/)
    .waitFor()
  await expect
    .poll(() =>
      clerk
        .locator('[data-entry]')
        .getByText(/идёт, /)
        .count(),
    )
    .toBe(0)
  const { items } = await colleagueClerk.get(`/consumers/${visitor.id}/timeline`)
  const visit = items.find((item: { channel: string }) => item.channel === 'visit')
  expect(visit).toMatchObject({ state: 'ended', detail: { result: 'appealTaken' } })
})

test('a visitor who is not known yet becomes a consumer, and bad fields are named in words', async () => {
  await clerk.getByRole('link', { name: 'Визиты' }).click()
  await clerk.getByRole('button', { name: 'Начать без потребителя' }).click()
  await aside().getByRole('button', { name: 'Завести нового потребителя' }).click()
  const form = aside().getByRole('form', { name: 'Новый потребитель' })
  await form.getByLabel('Телефон').fill('12')
  await form.getByLabel('Почта').fill('не адрес')
  await form.getByRole('button', { name: 'Завести' }).click()
  await form.getByText('Впишите имя или название').waitFor()
  await form.getByText('Номер с кодом').waitFor()
  await form.getByText('Адрес почты вида').waitFor()
  await form.getByLabel('Имя').fill('Фёдоров Лев Олегович')
  await form.getByLabel('Телефон').fill('8 (917) 333-22-11')
  await form.getByLabel('Почта').fill('')
  await form.getByLabel('Имя').press('Control+Enter')
  await clerk.getByRole('heading', { level: 1, name: 'Фёдоров Лев Олегович' }).waitFor()
  await clerk.getByText('+7 917 333-22-11').first().waitFor()
})
