import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DesktopApp, realElectron } from '../host/launch.ts'
import { openSmallApp } from '../shell/smallApp.ts'
import { windowNamed } from '../shell/windowNamed.ts'

let small: Awaited<ReturnType<typeof openSmallApp>>
let app: DesktopApp
let page: Page
let phone: Page

beforeAll(async () => {
  small = await openSmallApp({
    pages: ['desktop', 'phone-page'],
    args: ['--server=http://127.0.0.1:9', 'okno://consumers/0189'],
  })
  app = await small.start()
  page = await windowNamed(app, 'desktop')
  phone = await windowNamed(app, 'phone-page')
})
afterAll(async () => {
  await app.close()
  small.remove()
})

/** Calls as a page would, straight through the bridge. */
const call = (name: string, input: unknown, from = page) =>
  from.evaluate(async ([channel, given]) => window.desktop?.calls[channel]?.(given), [name, input] as const)
/** Starts to listen; answers how to ask what has been heard. */
async function hear(name: string, from = page) {
  await from.evaluate((push) => {
    const heard: unknown[] = []
    Reflect.set(window, `heard:${push}`, heard)
    const listen: unknown = Reflect.get(window.desktop?.listen ?? {}, push)
    if (typeof listen === 'function') listen((payload: unknown) => heard.push(payload))
  }, name)
  return () => from.evaluate((push) => Reflect.get(window, `heard:${push}`), name)
}

test('the page has the bridge and nothing of Node', async () => {
  const seen = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    isFrozen: Object.isFrozen(window.desktop) && Object.isFrozen(window.desktop?.calls),
    keys: Object.keys(window.desktop ?? {}),
  }))
  expect(seen).toEqual({ node: [], isFrozen: true, keys: ['calls', 'listen'] })
})

test('a call is answered, a malformed one is refused with its field, one of another window is turned away', async () => {
  expect(await call('appInfo', {})).toMatchObject({ value: { version: '0.1.0', hasPhoneWindow: true } })
  expect(await call('setBadge', { count: -1 })).toMatchObject({
    refusal: 'malformed',
    detail: { issues: [{ path: 'count' }] },
  })
  expect(await call('setBadge', { count: 1 }, phone)).toEqual({
    refusal: 'untrustedSender',
    detail: {},
  })
})

test('the link it was started with waits until the page listens, and is told once', async () => {
  const routes = await hear('openRoute')
  for (let times = 0; times < 2; times++) expect(await call('hearOpenings', {})).toEqual({ value: {} })
  await expect.poll(routes).toEqual([{ route: '/consumers/0189' }])
})

test('a link opened later goes to the running program, and no second one starts', async () => {
  const dialled = await hear('dialRequested')
  const electron = realElectron(small.appDir)
  const command = electron ?? process.execPath
  const before = electron ? [] : [join(import.meta.dirname, '../host/run.ts')]
  await promisify(execFile)(command, [...before, small.appDir, `--user-data-dir=${small.userData}`, 'tel:+79171234567'])
  await expect.poll(dialled).toEqual([{ phone: '+79171234567' }])
})

test('nobody is signed in, so nothing is cached and nothing can be queued', async () => {
  expect(await call('readSession', {})).toEqual({ value: null })
  expect(await call('readConnection', {})).toMatchObject({ value: { server: 'signedOut', cache: { state: 'off' } } })
  const commandId = '018f0000-0000-7000-8000-000000000001'
  expect(await call('cachedSearch', { q: 'иванов' })).toMatchObject({ refusal: 'noCache' })
  expect(await call('queueCommand', { endpoint: 'addNote', input: { commandId } })).toMatchObject({
    refusal: 'noCache',
  })
  expect(await call('queueCommand', { endpoint: 'signOutEverywhere', input: {} })).toMatchObject({
    refusal: 'malformed',
  })
})

test('waiting work stands on the icon and in the tray', async () => {
  await call('setBadge', { count: 7 })
  const seen = await app.evaluate(({ app }) => ('badgeCount' in app ? app.badgeCount : undefined), null)
  expect(seen).toBe(7)
})

test('a click on a notification brings the window and opens its place', async () => {
  const routes = await hear('openRoute')
  await call('notify', { title: 'Новый чат', body: 'Гульнара ждёт', route: '/consumers/0190' })
  await app.evaluate(({ Notification }) => {
    const shown: unknown = Reflect.get(Notification, 'shown')
    if (Array.isArray(shown)) shown.at(-1).emit('click')
  }, null)
  await expect.poll(routes).toEqual([{ route: '/consumers/0190' }])
})

test('only https and mail addresses leave, and they open no window here', async () => {
  expect(await call('openExternal', { url: 'file:///etc/passwd' })).toMatchObject({ refusal: 'forbiddenAddress' })
  await page.getByRole('link', { name: 'Справка' }).click()
  const opened = () => app.evaluate(({ shell }) => Reflect.get(shell, 'opened'), null)
  await expect.poll(opened).toEqual(['https://example.org/help'])
  expect(app.windows()).toHaveLength(2)
})

test('global keys are taken only while a call is there and our window is behind', async () => {
  const pressed = await hear('shortcutPressed')
  const isTaken = () => app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('F2'), null)
  await call('armShortcuts', { answer: true, hangUp: false })
  expect(await isTaken()).toBe(false)
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.emit('blur')
  }, null)
  await expect.poll(isTaken).toBe(true)
  await app.evaluate(({ globalShortcut }) => {
    const keys: unknown = Reflect.get(globalShortcut, 'keys')
    if (keys instanceof Map) keys.get('F2')()
  }, null)
  await expect.poll(pressed).toEqual([{ action: 'answer' }])
  await call('armShortcuts', { answer: false, hangUp: false })
  expect(await isTaken()).toBe(false)
})

test('what the phone window says reaches the desktop, also one that was reloaded, and commands go the other way', async () => {
  const states = await hear('phoneStateChanged')
  const commands = await hear('phoneCommanded', phone)
  await call('tellPhoneState', { state: 'ringing', from: '+79171234567' }, phone)
  await expect.poll(states).toEqual([{ state: 'ringing', from: '+79171234567' }])
  await call('phoneCommand', { name: 'answer' })
  await expect.poll(commands).toEqual([{ name: 'answer' }])
  await page.reload()
  expect(await call('readPhoneState', {})).toEqual({ value: { state: 'ringing', from: '+79171234567' } })
})

test('settings are kept over a restart, a key that is taken is refused', async () => {
  expect(await call('changeSettings', { shortcuts: { answer: 'F12', hangUp: null } })).toMatchObject({
    refusal: 'shortcutTaken',
  })
  await call('changeSettings', { closesToTray: false, shortcuts: { answer: 'F7', hangUp: null } })
  await app.close()
  const window = JSON.parse(readFileSync(join(small.userData, 'window.json'), 'utf8'))
  expect(window).toMatchObject({ bounds: { width: 1440, height: 900 }, isMaximized: false })
  app = await small.start([])
  page = await windowNamed(app, 'desktop')
  phone = await windowNamed(app, 'phone-page')
  expect(await call('readSettings', {})).toEqual({
    value: { serverUrl: 'http://127.0.0.1:8080', closesToTray: false, shortcuts: { answer: 'F7', hangUp: null } },
  })
})
