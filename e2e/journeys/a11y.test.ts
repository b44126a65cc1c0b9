import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf } from '../calls/axe.ts'
import { colleague } from '../desktop/api.ts'
import { type Okno, signIn, startOkno } from '../setup/okno.ts'

let okno: Okno
let consumer: { id: string; name: string }

beforeAll(async () => {
  okno = await startOkno()
  const other = await colleague(okno.url, 'agent2')
  const [found] = await other.get(`/consumers?q=${encodeURIComponent('Гарипов')}`)
  consumer = found
})
afterAll(() => okno.close())

const themes = ['light', 'dark'] as const
const pageIn = (theme: (typeof themes)[number]) =>
  okno.page({ colorScheme: theme, viewport: { width: 1366, height: 768 } })
const goTo = (page: Page, path: string) =>
  page.evaluate((hash) => {
    window.location.hash = hash
  }, path)

/** Walks through screens and what opens over them; what axe finds is told with the name of the screen. */
function inspector(page: Page) {
  const found: string[] = []
  return {
    found,
    async look(screen: string) {
      found.push(...(await violationsOf(page)).map((violation) => `${screen}: ${violation}`))
    },
  }
}

test.each(themes)('the sign-in page and its refusals, %s', async (theme) => {
  const page = await pageIn(theme)
  const { found, look } = inspector(page)
  await page.goto(`${okno.url}/desktop/`)
  await page.getByRole('button', { name: 'Войти' }).waitFor()
  await look('sign-in')
  await page.getByLabel('Логин').fill('nobody')
  await page.getByLabel('Пароль', { exact: true }).fill('wrong')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  await look('sign-in refused')
  await page.goto(`${okno.url}/`)
  await page.getByRole('heading', { name: 'Окно' }).waitFor()
  await look('landing page')
  expect(found).toEqual([])
  await page.context().close()
})

test.each(themes)('an agent’s screens, %s', async (theme) => {
  const page = await pageIn(theme)
  const { found, look } = inspector(page)
  await signIn(page, okno, 'agent1')
  await page.getByText('Выберите контакт слева').waitFor()
  await look('work')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Гарипов')
  await page.getByRole('option').nth(1).waitFor()
  await look('palette')
  await page.keyboard.press('Escape')
  await goTo(page, `/consumers/${consumer.id}`)
  await page.locator('[data-entry]').last().click()
  await page.getByRole('button', { name: 'Ссылка на запись' }).waitFor()
  await look('timeline')
  for (const tab of ['Обращения', 'Объекты', 'Карточка']) {
    await page.getByRole('tab', { name: new RegExp(tab) }).click()
    await look(tab)
  }
  await page.getByRole('button', { name: /Меню пользователя/ }).click()
  await page.getByText('Оформление').waitFor()
  await look('user menu')
  await page.getByRole('button', { name: 'Мои входы' }).click()
  await page.getByText('этот вход').waitFor()
  await look('sessions')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await page.keyboard.press('Control+.')
  await page.getByRole('menuitem', { name: 'Обед' }).waitFor()
  await look('presence menu')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'События' }).click()
  await page.getByText('Новых событий нет').waitFor()
  await look('notices')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await page.locator('body').click({ position: { x: 640, y: 6 } })
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await look('keys')
  await page.keyboard.press('Escape')
  expect(found).toEqual([])
  await page.context().close()
})

test.each(themes)('searching and making a consumer, %s', async (theme) => {
  const page = await pageIn(theme)
  const { found, look } = inspector(page)
  await signIn(page, okno, 'agent3')
  await goTo(page, '/consumers')
  await page.getByText('Введите хотя бы две буквы').waitFor()
  await look('consumers')
  await page.getByRole('main').getByRole('textbox').fill('Гарипов')
  await page
    .getByRole('main')
    .getByText(/найдено \d+/)
    .waitFor()
  await look('consumers found')
  await page.getByRole('button', { name: 'Новый потребитель' }).click()
  await page.getByRole('button', { name: 'Завести', exact: true }).click()
  await page.getByText('Впишите имя или название').waitFor()
  await look('new consumer')
  await page.keyboard.press('Escape')
  await goTo(page, '/no/such/page')
  await page.getByRole('heading', { name: 'Такой страницы нет' }).waitFor()
  await look('lost page')
  expect(found).toEqual([])
  await page.context().close()
})

test.each(themes)('a clerk’s visits and a supervisor’s page, %s', async (theme) => {
  const clerk = await pageIn(theme)
  const visits = inspector(clerk)
  await signIn(clerk, okno, 'clerk1')
  await goTo(clerk, '/visits')
  await clerk.getByLabel('Кто пришёл').fill('Гарипов')
  await clerk
    .getByRole('button', { name: /Начать визит/ })
    .first()
    .waitFor()
  await visits.look('visits')
  await clerk.getByRole('button', { name: 'Начать без потребителя' }).click()
  await clerk.getByText('Контакт без потребителя').waitFor()
  await visits.look('unknown visitor')
  expect(visits.found).toEqual([])
  const supervisor = await pageIn(theme)
  const line = inspector(supervisor)
  await signIn(supervisor, okno, 'supervisor1')
  await goTo(supervisor, '/supervisor')
  await supervisor.getByRole('switch', { name: 'И кто не на линии' }).check()
  await supervisor.getByRole('row').nth(3).waitFor()
  await line.look('supervisor')
  expect(line.found).toEqual([])
  for (const page of [clerk, supervisor]) await page.context().close()
})
