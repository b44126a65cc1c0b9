import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { violationsOf } from '../calls/axe.ts'
import { type DemoDatabase, openDatabaseOf } from '../calls/database.ts'
import { type Okno, signIn, startOkno } from '../setup/okno.ts'

const Meter = z.object({ account: z.string(), consumerId: z.string(), value: z.coerce.number() })
const PHONE = { viewport: { width: 360, height: 640 } }

let okno: Okno
let demo: DemoDatabase
let meter: z.infer<typeof Meter>
let visitor: Page
let agent: Page

beforeAll(async () => {
  okno = await startOkno()
  demo = await openDatabaseOf(okno)
  // on any day of the month the same things happen
  await demo.rows(
    `update setting set value = jsonb_set(value, '{window}', '{"fromDay": 1, "toDay": 31}') where name = 'readingLimits'`,
  )
  const [row] = await demo.rows(
    `select a.number as account, a.consumer_id as "consumerId", max((r.values->>'total')::bigint) as value
     from reading r join meter m on m.id = r.meter_id join metering_point p on p.id = m.metering_point_id
     join account a on a.id = p.account_id join consumer c on c.id = a.consumer_id join branch b on b.id = c.branch_id
     where p.tariff = 'одноставочный' and b.code = 'K' and r.state = 'accepted'
     group by 1, 2 having count(*) = 3 order by 1 limit 1`,
  )
  meter = Meter.parse(row)
  visitor = await okno.page(PHONE)
  agent = await okno.page()
  await signIn(agent, okno, 'agent1')
})
afterAll(async () => {
  await demo?.close()
  await okno?.close()
})

const question = (page: Page, text: string | RegExp) => page.getByRole('heading', { level: 2, name: text }).waitFor()
const fitsWidth = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

test('a person gives a reading on the portal: what is wrong is said, what is right is accepted', async () => {
  await visitor.goto(`${okno.url}/portal/`)
  await visitor.getByRole('button', { name: 'Передать показания' }).click()
  await question(visitor, 'Передать показания')
  await visitor.getByLabel('Лицевой счёт или номер счётчика').fill('00000000')
  await visitor.getByRole('button', { name: 'Найти счётчик' }).click()
  await visitor.getByText('Такого счёта или счётчика нет').waitFor()
  expect(await violationsOf(visitor)).toEqual([])
  await visitor.getByLabel('Лицевой счёт или номер счётчика').fill(meter.account)
  await visitor.getByRole('button', { name: 'Найти счётчик' }).click()
  await question(visitor, /Счётчик …/)
  await visitor.getByRole('button', { name: 'Передать', exact: true }).click()
  await visitor.getByText('Напишите целое число').waitFor()
  await visitor.getByLabel('Показания, кВт·ч').fill(String(meter.value - 500))
  await visitor.getByRole('button', { name: 'Передать', exact: true }).click()
  await question(visitor, 'Проверьте показания')
  await visitor.getByText('они меньше предыдущих').waitFor()
  expect(await violationsOf(visitor)).toEqual([])
  expect(await fitsWidth(visitor)).toBe(true)
  await visitor.getByRole('button', { name: 'Передать ещё раз' }).click()
  await visitor.getByLabel('Показания, кВт·ч').fill(String(meter.value + 100))
  await visitor.getByRole('button', { name: 'Передать', exact: true }).click()
  await question(visitor, 'Показания приняты')
  await visitor.getByText('Расход 100 кВт·ч').waitFor()
})

test('the agent sees it beside the timeline, takes another one, and reads out what came of it', async () => {
  await agent.goto(`${okno.url}/desktop/#/consumers/${meter.consumerId}`)
  const block = agent.getByRole('region', { name: 'Показания', exact: true })
  await block.getByText(String(meter.value + 100)).waitFor()
  await block.getByRole('button', { name: 'Передать показания' }).click()
  const form = block.getByRole('form', { name: 'Передать показания' })
  await form.getByLabel('Показания', { exact: true }).fill('12,5')
  await form.getByRole('button', { name: /^Передать/ }).click()
  await form.getByText('Целое число').waitFor()
  await form.getByLabel('Показания', { exact: true }).fill(String(meter.value + 130))
  await form.getByRole('button', { name: /^Передать/ }).click()
  await form.getByRole('status').getByText('проверит специалист').waitFor()
  expect(await violationsOf(agent, ['main', 'aside'])).toEqual([])
  await agent.getByRole('tab', { name: /Объекты/ }).click()
  await agent.getByRole('main').getByText('на проверке').waitFor()
  expect(await violationsOf(agent, ['main', 'aside'])).toEqual([])
})

test('a specialist sees what was given beside what is known, and says why it is rejected', async () => {
  const specialist = await okno.page()
  await signIn(specialist, okno, 'specialist1')
  await specialist.goto(`${okno.url}/desktop/#/tasks`)
  await specialist
    .getByRole('button', { name: /Проверить показания/ })
    .first()
    .click()
  const form = specialist.getByRole('form', { name: 'Проверить показания' })
  await form.getByText('на этот день приняты другие').waitFor()
  await form.getByRole('button', { name: /Решить/ }).click()
  await form.getByText('Выберите решение.').waitFor()
  await form.getByLabel('Решение').click()
  await specialist.getByRole('option', { name: 'Отклонить' }).click()
  await form.getByRole('button', { name: /Решить/ }).click()
  await form.getByText('Напишите, почему показания отклонены').waitFor()
  expect(await violationsOf(specialist, ['main'])).toEqual([])
  await form.getByLabel('Что сообщить потребителю').fill('Показания на этот день уже приняты')
  await form.getByRole('button', { name: /Решить/ }).click()
  await specialist.getByText('Эта задача уже выполнена.').waitFor()
  await agent.getByRole('main').getByText('отклонены').waitFor()
})
