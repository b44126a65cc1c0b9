import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../calls/axe.ts'
import { type Okno, signIn, startOkno } from '../setup/okno.ts'

const SOURCE = 'Приказ о сокращении срока ответа на жалобы'
let okno: Okno

beforeAll(async () => {
  okno = await startOkno()
})
afterAll(() => okno.close())

test('an administrator sets a term from a day to come, and takes it back', async () => {
  const page = await okno.page({ viewport: { width: 1366, height: 768 } })
  await signIn(page, okno, 'admin1')
  await page.getByRole('link', { name: 'Сроки' }).click()
  await page.getByRole('button', { name: 'Изменить срок: Ответ на обращение, для всех' }).click()
  const dialog = page.getByRole('dialog', { name: 'Новое значение' })
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await dialog.getByText('Укажите день.').waitFor()
  await dialog.getByText('Напишите, на чём основан срок.').waitFor()
  await dialog.getByLabel('Сколько').fill('15')
  await dialog.getByRole('combobox', { name: 'Вид обращения' }).click()
  await page.getByRole('option', { name: 'Жалоба' }).click()
  await dialog.getByLabel('Основание').fill(SOURCE)
  await dialog.getByLabel('Действует с').fill('2020-01-01')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await dialog.getByText('Этот день прошёл').waitFor()
  await dialog.getByLabel('Действует с').fill('2099-01-01')
  expect(await violationsOf(page, ['[role="dialog"]'])).toEqual([])
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  const row = page.getByRole('row').filter({ hasText: SOURCE })
  await row.getByText('вступит в силу').waitFor()
  await row.getByText('15 дней').waitFor()
  expect(await violationsOf(page, ['main'])).toEqual([])
  await row.getByRole('button', { name: /^Убрать срок: Ответ на обращение/ }).click()
  await expect.poll(() => row.count()).toBe(0)
  await page.context().close()
})

test.each(['light', 'dark'] as const)('it is fit for everybody in English, %s', async (colorScheme) => {
  const page = await okno.page({ colorScheme, viewport: { width: 1366, height: 768 } })
  await page.addInitScript(() => localStorage.setItem('okno.language', 'en'))
  await signIn(page, okno, 'admin1')
  await page.getByRole('link', { name: 'Terms' }).click()
  await page.getByText('Answer to an appeal').waitFor()
  expect(await violationsOf(page, ['main'])).toEqual([])
  await page.getByRole('button', { name: 'New value' }).click()
  await page.getByRole('dialog', { name: 'New value' }).waitFor()
  expect(await violationsOf(page, ['[role="dialog"]'])).toEqual([])
  await page.context().close()
})
