import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Colleague, colleague } from '../desktop/api.ts'
import { type Okno, PASSWORD, signIn, startOkno } from '../setup/okno.ts'

let okno: Okno
let other: Colleague

beforeAll(async () => {
  okno = await startOkno()
  other = await colleague(okno.url, 'agent2')
})
afterAll(() => okno.close())

async function signedIn(login: string): Promise<Page> {
  const page = await okno.page()
  await signIn(page, okno, login)
  return page
}
const open = async (page: Page, id: string, name: string) => {
  await page.evaluate((hash) => {
    window.location.hash = hash
  }, `/consumers/${id}`)
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
const note = (page: Page) => page.getByRole('textbox', { name: 'Заметка' })

test('signing in says what is missing, what is wrong, and for how long it is locked', async () => {
  const page = await okno.page()
  await page.goto(`${okno.url}/desktop/`)
  await page.getByRole('button', { name: 'Войти' }).click()
  await page.getByText('Введите логин').waitFor()
  await page.getByLabel('Логин').fill('agent6')
  await page.keyboard.press('Enter')
  await page.getByText('Введите пароль').waitFor()
  const password = page.getByLabel('Пароль', { exact: true })
  await password.fill('не тот')
  await page.getByRole('button', { name: 'Показать пароль' }).click()
  expect(await password.getAttribute('type')).toBe('text')
  await password.press('Enter')
  const alert = page.getByRole('alert')
  await alert.getByText('Логин или пароль не подходят').waitFor()
  expect(await page.getByLabel('Логин').inputValue()).toBe('agent6')
  for (let tries = 0; tries < 20; tries += 1) {
    const answered = page.waitForResponse((response) => response.url().endsWith('/session/sign-in'))
    await password.press('Enter')
    const { refusal } = await (await answered).json()
    if (refusal === 'lockedOut') break
  }
  await alert.getByText(/Вход закрыт после нескольких неверных попыток. Попробуйте через \d+:\d\d/).waitFor()
  // the right password does not open a locked sign-in either
  await password.fill(PASSWORD)
  await password.press('Enter')
  await alert.getByText(/Вход закрыт/).waitFor()
  await page.context().close()
})

test('the agent becomes available; state and session outlive a reload; a second tab is signed in too', async () => {
  const page = await signedIn('agent1')
  await page.keyboard.press('Control+.')
  await page.getByRole('menuitem', { name: 'Готов' }).click()
  await page.getByRole('button', { name: 'Моё состояние: Готов' }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Моё состояние: Готов' }).waitFor()
  const second = await page.context().newPage()
  await second.goto(`${okno.url}/desktop/`)
  await second.getByRole('button', { name: 'Моё состояние: Готов' }).waitFor()
  await page.keyboard.press('Control+.')
  await page.getByRole('menuitem', { name: 'Обед' }).click()
  await second.getByRole('button', { name: 'Моё состояние: Обед' }).waitFor()
  await page.context().close()
})

test('Ctrl+K finds a consumer by a part of the name and does any action by its name', async () => {
  const page = await signedIn('agent1')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Гарипов')
  const option = page.getByRole('option', { name: /Гарипов/ }).first()
  await option.waitFor()
  const name = (await option.locator('span span').first().textContent()) ?? ''
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('уйти с линии')
  await page.getByRole('option', { name: 'Уйти с линии' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Моё состояние: Не на линии' }).waitFor()
  await page.locator('body').click({ position: { x: 700, y: 5 } })
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Клавиши этого экрана' })
  await keys.getByText('Следующая запись ленты').waitFor()
  await keys.getByText('Моё состояние').waitFor()
  await page.keyboard.press('Escape')
  // a page that comes at this moment must not take the cursor from what is being typed
  await page.evaluate(() => {
    window.location.hash = '#/consumers'
  })
  await page.keyboard.press('Control+k')
  await page.keyboard.type('мои входы')
  await page.getByRole('option', { name: 'Мои входы' }).waitFor()
  await page.context().close()
})

test('a note is kept while typed, written once, and stands on every open desktop without reload', async () => {
  const { id, name } = await other.newConsumer('Хайруллина Дина Маратовна')
  const writer = await signedIn('agent1')
  const reader = await signedIn('agent3')
  await open(writer, id, name)
  await open(reader, id, name)
  await note(writer).fill('Просит перезвонить после шести')
  await writer.reload()
  expect(await note(writer).inputValue()).toBe('Просит перезвонить после шести')
  await note(writer).press('Control+Enter')
  await note(writer).press('Control+Enter')
  for (const page of [writer, reader]) await page.getByText('Просит перезвонить после шести').first().waitFor()
  await expect.poll(() => note(writer).inputValue()).toBe('')
  const { items } = await other.get(`/consumers/${id}/timeline`)
  expect(items.map((item: { preview: string }) => item.preview)).toEqual(['Просит перезвонить после шести'])
  await writer.context().close()
  await reader.context().close()
})

test('several consumers are open at once: Alt+digit keeps draft, scroll and focus of each', async () => {
  const first = await other.newConsumer('Абрамова Вера Павловна')
  const second = await other.newConsumer('Белов Олег Игоревич')
  await other.notes(first.id, 30)
  const page = await signedIn('agent4')
  await open(page, first.id, first.name)
  await page.getByText('Запись номер 30').waitFor()
  const feed = page.locator('main:visible').getByRole('region', { name: 'Лента контактов' })
  await feed.evaluate((element) => element.scrollTo({ top: 300 }))
  await note(page).fill('черновик о первой')
  const top = await feed.evaluate((element) => element.scrollTop)
  await open(page, second.id, second.name)
  expect(await note(page).inputValue()).toBe('')
  await page.keyboard.press('Alt+1')
  await page.getByRole('heading', { level: 1, name: first.name }).waitFor()
  expect(await note(page).inputValue()).toBe('черновик о первой')
  await expect.poll(() => feed.evaluate((element) => element.scrollTop)).toBe(top)
  await expect.poll(() => note(page).evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Alt+2')
  await page.getByRole('heading', { level: 1, name: second.name }).waitFor()
  await page.context().close()
})

test('language and theme are switched in the window and stay', async () => {
  const page = await signedIn('agent5')
  await page.getByRole('button', { name: /Меню пользователя/ }).click()
  await page.getByText('Тёмное').click()
  await page.getByText('English').click()
  await page
    .getByText('Nobody waits')
    .or(page.getByText(/\d+ waits?/))
    .first()
    .waitFor()
  await page.reload()
  await page.getByRole('button', { name: /User menu/ }).waitFor()
  expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark')
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await page.context().close()
})

test('a session ended from elsewhere closes its window with a word why; signing out everywhere closes all', async () => {
  const here = await signedIn('agent5')
  const there = await signedIn('agent5')
  await here.getByRole('button', { name: /Меню пользователя/ }).click()
  await here.getByRole('button', { name: 'Мои входы' }).click()
  const dialog = here.getByRole('dialog', { name: 'Мои входы' })
  await dialog.getByText('этот вход').waitFor()
  const ends = dialog.getByRole('button', { name: /Завершить вход/ })
  while ((await ends.count()) > 0) {
    const before = await ends.count()
    await ends.first().click()
    await expect.poll(() => ends.count()).toBeLessThan(before)
  }
  await there.getByText('Вход завершён на сервере').waitFor()
  const third = await signedIn('agent5')
  await dialog.getByRole('button', { name: 'Выйти везде' }).click()
  await dialog.getByText('Завершить все входы, включая этот?').waitFor()
  await dialog.getByRole('button', { name: 'Выйти везде' }).click()
  for (const page of [here, third]) await page.getByRole('button', { name: 'Войти' }).waitFor()
  for (const page of [here, there, third]) await page.context().close()
})

test('a desktop that was cut off says so and catches up with what it missed, without reload', async () => {
  const { id, name } = await other.newConsumer('Валиев Ринат Азатович')
  const page = await signedIn('agent1')
  await open(page, id, name)
  await okno.kill()
  await page.getByText(/Нет связи с сервером с \d\d:\d\d/).waitFor()
  await note(page).fill('написано без связи')
  await note(page).press('Control+Enter')
  await page.getByText('Нет связи с сервером. Набранное сохранено').waitFor()
  expect(await note(page).inputValue()).toBe('написано без связи')
  await page.context().setOffline(true)
  await okno.restart()
  const again = await colleague(okno.url, 'agent2')
  await again.note(id, 'пока вас не было')
  await page.context().setOffline(false)
  await page.getByText('пока вас не было').waitFor()
  await expect.poll(() => page.getByText(/Нет связи с сервером с/).count()).toBe(0)
  await note(page).press('Control+Enter')
  await page.locator('[data-entry]').getByText('написано без связи').waitFor()
  const { items } = await again.get(`/consumers/${id}/timeline`)
  expect(items).toHaveLength(2)
  await page.context().close()
})
