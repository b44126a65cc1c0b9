import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../calls/axe.ts'
import { type Colleague, colleague } from '../desktop/api.ts'
import { type Okno, signIn, startOkno } from '../setup/okno.ts'

const COMMENT = 'Распоряжение главы региона о дополнительном выходном'

let okno: Okno
let analyst: Page
let clerk: Colleague
/** The next day that is an ordinary working one, after the day the case is registered. */
let day: string

type Task = { caseId: string | null; dueAt: string }
const dueOf = async (caseId: string) => {
  const { items } = await clerk.get('/tasks?limit=200')
  return (items as Task[]).find((task) => task.caseId === caseId)?.dueAt ?? ''
}
const sheet = (date: string) => analyst.locator(`[data-day="${date}"]`)
const aside = () => analyst.getByRole('complementary', { name: 'Опубликовать' })

beforeAll(async () => {
  okno = await startOkno()
  clerk = await colleague(okno.url, 'clerk1')
  analyst = await okno.page({ viewport: { width: 1366, height: 768 } })
  await signIn(analyst, okno, 'analyst1')
})
afterAll(() => okno.close())

test('an analyst opens the calendar of a region: every month, and each day says what it is', async () => {
  await analyst.getByRole('link', { name: 'Производственный календарь' }).click()
  await analyst.getByRole('heading', { level: 1, name: 'Производственный календарь' }).waitFor()
  await analyst.getByRole('combobox', { name: 'Регион' }).click()
  await analyst.getByRole('option', { name: 'Республика Татарстан' }).click()
  await analyst.getByText('Альметьевские электрические сети').waitFor()
  expect(await analyst.getByRole('table').count()).toBe(12)
  expect(await violationsOf(analyst, ['main'])).toEqual([])
})

test('a day is changed by mouse and by keys, undone, and survives a reload', async () => {
  const { id } = await clerk.newConsumer('Календарева Нина Петровна')
  const matter = await clerk.post(`/consumers/${id}/cases`, {
    topic: 'voltageQuality',
    kind: 'complaint',
    text: 'Скачет напряжение по вечерам',
    answerChannel: 'portal',
    attachmentIds: [],
  })
  const due = await dueOf(matter.id)
  day = due.slice(0, 10)
  while (
    Number(
      await analyst
        .getByText(/^Год \d{4}$/)
        .textContent()
        .then((text) => text?.slice(4)),
    ) < Number(day.slice(0, 4))
  )
    await analyst.getByRole('button', { name: 'Следующий год' }).click()
  await sheet(day).click()
  await expect.poll(() => sheet(day).getAttribute('aria-label')).toMatch(/: выходной, изменён$/)
  await sheet(day).press('ArrowLeft')
  await analyst.keyboard.press('Space')
  await aside().getByRole('heading', { name: '2 изменённых дня' }).waitFor()
  await analyst.keyboard.press('Control+z')
  await aside().getByRole('heading', { name: '1 изменённый день' }).waitFor()
  await analyst.reload()
  await analyst.getByRole('combobox', { name: 'Регион' }).click()
  await analyst.getByRole('option', { name: 'Республика Татарстан' }).click()
  await aside().getByRole('heading', { name: '1 изменённый день' }).waitFor()
})

test('the preview counts what would move, and publishing moves just that', async () => {
  const told = await aside()
    .getByText(/^Другой срок получат:/)
    .textContent()
  const counts = (text: string | null) => text?.match(/\d+ (?:обращ|задач|таймер)/g)
  expect(counts(told)).toHaveLength(3)
  await aside().getByRole('button', { name: 'Опубликовать' }).click()
  await aside().getByText('Напишите, почему меняется календарь.').waitFor()
  expect(await violationsOf(analyst, ['main'])).toEqual([])
  await aside().getByLabel('Комментарий к публикации').fill(COMMENT)
  const moved = analyst.getByText(/^Сроки пересчитаны:/)
  await aside().getByRole('button', { name: 'Опубликовать' }).click()
  await moved.waitFor()
  expect(counts(await moved.textContent())).toEqual(counts(told))
  await aside().getByText(COMMENT).waitFor()
  await aside().getByText('Версия 2').waitFor()
  await aside().getByText('Изменений нет').waitFor()
  await expect.poll(() => sheet(day).getAttribute('aria-label')).toMatch(/: выходной$/)
})

test('the task has its new due date, and the calendar before can be looked at', async () => {
  const { items } = await clerk.get('/tasks?limit=200')
  expect((items as Task[]).filter(({ dueAt }) => dueAt.startsWith(day))).toEqual([])
  await aside().getByRole('button', { name: 'Показать версию 1' }).click()
  await analyst.getByText('На листе версия 1.').waitFor()
  await expect.poll(() => sheet(day).getAttribute('aria-label')).toMatch(/: (рабочий|короткий) день$/)
  await analyst.getByRole('button', { name: 'К действующей' }).click()
})

test('a new region begins as a copy and takes a branch', async () => {
  await analyst.getByRole('button', { name: 'Новый регион' }).click()
  const dialog = analyst.getByRole('dialog', { name: 'Новый регион' })
  await dialog.getByRole('button', { name: 'Завести' }).click()
  await dialog.getByText('Введите название.').first().waitFor()
  await dialog.getByLabel('Название', { exact: true }).fill('Республика Башкортостан')
  await dialog.getByLabel('Название по-английски').fill('Republic of Bashkortostan')
  await dialog.getByLabel('Код латиницей').fill('bashkortostan')
  await dialog.getByRole('button', { name: 'Завести' }).click()
  await expect
    .poll(() => analyst.getByRole('combobox', { name: 'Регион' }).inputValue())
    .toBe('Республика Башкортостан')
  await aside().getByRole('combobox', { name: 'Перевести филиал на этот календарь' }).click()
  await analyst.getByRole('option', { name: 'Казанские электрические сети' }).click()
  await aside().getByRole('listitem').filter({ hasText: 'Казанские электрические сети' }).waitFor()
})

test.each(['light', 'dark'] as const)('it is fit for everybody in English, %s', async (colorScheme) => {
  const page = await okno.page({ colorScheme, viewport: { width: 1366, height: 768 } })
  await page.addInitScript(() => localStorage.setItem('okno.language', 'en'))
  await signIn(page, okno, 'admin1')
  await page.getByRole('link', { name: 'Production calendar' }).click()
  await page.getByRole('button', { name: 'New region' }).waitFor()
  await page.getByRole('table').last().waitFor()
  await page.locator('[data-day$="-01-20"]').click()
  await page.getByText(/No open due date would move|Another due date for/).waitFor()
  expect(await violationsOf(page, ['main'])).toEqual([])
  await page.context().close()
})
