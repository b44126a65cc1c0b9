import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabaseOf } from '../calls/database.ts'
import { growthOf, watchSound } from '../calls/sound.ts'
import { type DesktopApp, launch } from '../host/launch.ts'
import { type Okno, PASSWORD, startOkno } from '../setup/okno.ts'
import { windowNamed } from '../shell/windowNamed.ts'

// On a machine without the Electron binary this runs on the stand-in: e2e/host/README.md says what that does not prove.
const root = join(import.meta.dirname, '../..')
let okno: Okno
let app: DesktopApp
let desk: Page
let caller: Page
let userData: string

beforeAll(async () => {
  userData = mkdtempSync(join(tmpdir(), 'okno-call-'))
  okno = await startOkno()
  const demo = await openDatabaseOf(okno)
  const [person] = await demo.peopleWithOwnNumber(1)
  await demo.close()
  app = await launch({ appDir: root, userData, args: [`--server=${okno.url}`] })
  desk = await windowNamed(app, 'desktop')
  caller = await okno.page({ viewport: { width: 420, height: 860 } })
  await watchSound(caller)
  await caller.goto(`${okno.url}/caller/`)
  await caller.getByLabel('Ваш номер').fill(person?.phone ?? '')
  await caller.keyboard.press('Enter')
  await caller.getByText('Телефон на связи').waitFor()
})
afterAll(async () => {
  await app?.close()
  await okno?.close()
  rmSync(userData, { recursive: true, force: true, maxRetries: 5 })
})

it('registers the phone in a window of its own once an agent signs in', async () => {
  await windowNamed(app, 'phone-page')
  await desk.getByLabel('Логин').fill('agent1')
  await desk.getByLabel('Пароль', { exact: true }).fill(PASSWORD)
  await desk.keyboard.press('Enter')
  await desk.getByRole('button', { name: 'Набрать номер' }).waitFor({ timeout: 60_000 })
})

it('keeps a call, with its sound, while the desktop is reloaded', async () => {
  await desk.keyboard.press('Control+.')
  await desk.getByRole('menuitem', { name: 'Готов' }).click()
  await desk.getByRole('button', { name: 'Моё состояние: Готов' }).waitFor()
  await caller.getByRole('button', { name: 'Позвонить' }).click()
  await desk.getByRole('region', { name: 'Входящий звонок' }).waitFor()
  await desk.keyboard.press('F2')
  await caller.getByText('Вы разговариваете').waitFor()
  await desk.reload()
  await desk.getByRole('button', { name: 'Положить трубку' }).waitFor({ timeout: 60_000 })
  await expect.poll(async () => (await growthOf(caller)).packetsReceived, { timeout: 15_000 }).toBeGreaterThan(10)
  await desk.keyboard.press('F4')
  await caller.getByText('Разговор окончен').waitFor()
  await desk.getByText('Записать итог').waitFor()
})
