import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { externalTarget, mayRequest, mayUse } from './guard.ts'
import { linkIn, readLink } from './links.ts'
import { openSettings } from './settings.ts'
import { placeWindow, readWindowState, SMALLEST, writeWindowState } from './windowState.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'okno-shell-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const pages = { prefix: 'file:///opt/okno/out/renderer/' }
const own = 'file:///opt/okno/out/renderer/desktop/index.html'

test('only https and mail addresses leave for other programs', () => {
  expect(externalTarget('https://example.org/a')).toBe('https://example.org/a')
  expect(externalTarget('mailto:a@example.org')).toBe('mailto:a@example.org')
  for (const url of [
    'http://example.org',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://host/x',
    'ms-msdt:/id',
    'not an address',
    '',
  ])
    expect(externalTarget(url), url).toBeNull()
})

test('a page talks to its own files, to its server, and loads https pictures; to nobody else', () => {
  const may = (url: string, resourceType = 'xhr', server = 'https://okno.example:8443') =>
    mayRequest({ url, resourceType }, pages, server)
  for (const url of [
    own,
    'https://okno.example:8443/api/work',
    'wss://okno.example:8443/live',
    'data:text/plain,x',
    'blob:null/1',
  ])
    expect(may(url), url).toBe(true)
  expect(may('https://pictures.example/a.png', 'image')).toBe(true)
  for (const url of [
    'https://okno.example/api',
    'http://okno.example:8443/api',
    'https://evil.example/',
    'file:///etc/passwd',
    'https://pictures.example/a.png',
    'ws://okno.example:8443/live',
  ])
    expect(may(url), url).toBe(false)
  expect(may('http://pictures.example/a.png', 'image')).toBe(false)
  expect(may('ws://127.0.0.1:8080/sip', 'webSocket', 'http://127.0.0.1:8080')).toBe(true)
})

test('our own pages may use the microphone; nobody may ask where the person is', () => {
  expect(mayUse('media', own, pages)).toBe(true)
  expect(mayUse('media', 'https://evil.example/', pages)).toBe(false)
  for (const permission of ['geolocation', 'hid', 'serial', 'usb', 'openExternal', 'display-capture'])
    expect(mayUse(permission, own, pages)).toBe(false)
})

test('links from outside ask for a place or a number, and nothing more', () => {
  expect(readLink('okno://consumers/0189-ab')).toEqual({ route: '/consumers/0189-ab', dial: null })
  expect(readLink('OKNO:cases/24-118734/')).toEqual({ route: '/cases/24-118734', dial: null })
  expect(readLink('tel:8%20(917)%20123-45-67')).toEqual({ route: null, dial: '+79171234567' })
  expect(readLink('tel:+7-917-123-45-67;ext=4')).toEqual({ route: null, dial: '+79171234567' })
  expect(readLink('tel:112')).toEqual({ route: null, dial: '112' })
  for (const text of [
    'okno://a b',
    'okno://<script>',
    'tel:',
    'tel:abc',
    'tel:%E0%A4%A',
    'https://example.org',
    '--flag',
  ])
    expect(readLink(text), text).toBeNull()
  expect(linkIn(['/usr/bin/okno', '--flag', 'tel:112'])).toEqual({ route: null, dial: '112' })
  expect(linkIn(['/usr/bin/okno', '--flag'])).toBeNull()
})

const big = { x: 0, y: 0, width: 1920, height: 1040 }
const right = { x: 1920, y: 0, width: 2560, height: 1400 }
const there = { bounds: { x: 2100, y: 80, width: 1600, height: 1000 }, isMaximized: false }

test('a window comes back to its monitor; when that is gone, to the middle of the primary one', () => {
  expect(placeWindow(there, [big, right])).toEqual(there)
  expect(placeWindow(there, [big]).bounds).toEqual({ x: 240, y: 70, width: 1440, height: 900 })
  expect(placeWindow({ ...there, isMaximized: true }, [big]).isMaximized).toBe(true)
  expect(placeWindow(null, [{ x: 0, y: 0, width: 1366, height: 728 }]).bounds).toEqual({
    x: 0,
    y: 0,
    width: 1366,
    height: 728,
  })
})

test('a window is never bigger than its monitor, nor so small that it is of no use', () => {
  const huge = { bounds: { x: 0, y: 0, width: 9000, height: 9000 }, isMaximized: false }
  expect(placeWindow(huge, [big]).bounds).toMatchObject({ width: big.width, height: big.height })
  const tiny = { bounds: { x: 10, y: 10, width: 200, height: 10 }, isMaximized: false }
  expect(placeWindow(tiny, [big]).bounds).toMatchObject(SMALLEST)
  expect(placeWindow({ ...there, bounds: { ...there.bounds, x: 1900, y: 2000 } }, [big]).bounds.y).toBe(70)
})

test('the place of the window is kept; a spoilt file is no reason not to start', () => {
  const file = join(folder, 'window.json')
  expect(readWindowState(file)).toBeNull()
  writeWindowState(file, there)
  expect(readWindowState(file)).toEqual(there)
  for (const text of ['', '{', '{"bounds":{"x":1e99}}']) {
    writeFileSync(file, text)
    expect(readWindowState(file)).toBeNull()
  }
})

test('settings are kept; the address the program was started with stands above them', () => {
  const file = join(folder, 'settings.json')
  openSettings(file, undefined).change({ serverUrl: 'https://okno.example', closesToTray: false })
  expect(openSettings(file, undefined).read()).toMatchObject({ serverUrl: 'https://okno.example', closesToTray: false })
  expect(openSettings(file, 'http://127.0.0.1:9').read().serverUrl).toBe('http://127.0.0.1:9')
  expect(openSettings(file, 'file:///etc').read().serverUrl).toBe('https://okno.example')
  writeFileSync(file, '{"serverUrl": 5}')
  expect(openSettings(file, undefined).read()).toMatchObject({ closesToTray: true })
})
