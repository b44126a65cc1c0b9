import { join } from 'node:path'
import { app, powerMonitor, safeStorage } from 'electron'
import { listQueue } from './cache/queue.ts'
import { makeHandlers } from './ipc/handlers.ts'
import { listenToWindows } from './ipc/listen.ts'
import { openKeyring } from './keyring/keyring.ts'
import { linkIn, type Opening, readLink } from './shell/links.ts'
import { openLog } from './shell/log.ts'
import { setMenu } from './shell/menu.ts'
import { Openings } from './shell/openings.ts'
import { openDesktopWindow, openPhoneWindow } from './shell/openWindows.ts'
import { PhoneRelay } from './shell/phoneRelay.ts'
import { hasPage, loadPage, ownPages } from './shell/places.ts'
import { secureSession } from './shell/security.ts'
import { openSettings, type SettingsFile } from './shell/settings.ts'
import { makeShellHandlers } from './shell/shellHandlers.ts'
import { Shortcuts } from './shell/shortcuts.ts'
import { openTray, showBadge } from './shell/tray.ts'
import { Windows } from './shell/windows.ts'
import { wordsFor } from './shell/words.ts'
import { Workplace } from './sync/workplace.ts'

const PHONE_PAGE = 'phone-page'

const given = app.commandLine.getSwitchValue('user-data-dir')
if (given) app.setPath('userData', given)
const inUserData = (...parts: string[]) => join(app.getPath('userData'), ...parts)

/** macOS tells of links before the program is ready. */
let firstOpening: Opening | null = linkIn(process.argv)
const holdOpening = (event: { preventDefault(): void }, url: string) => {
  event.preventDefault()
  firstOpening = readLink(url) ?? firstOpening
}

/** The composition root: joins the windows, the shell and the workplace. */
function start(): void {
  const log = openLog(inUserData('logs', 'main.log'))
  const pages = ownPages()
  const windows = new Windows(pages)
  const openings = new Openings(windows, firstOpening)
  const settings = openSettings(inUserData('settings.json'), app.commandLine.getSwitchValue('server') || undefined)
  secureSession(pages, () => settings.read().serverUrl)
  setMenu(wordsFor(app.getLocale()))

  const workplace = makeWorkplaces(windows, settings.read().serverUrl, log)
  const shortcuts = new Shortcuts(settings.read().shortcuts, (action) =>
    windows.tell('desktopWindow', 'shortcutPressed', { action }),
  )
  const words = wordsFor(app.getLocale())
  const tray = openTray({ words, show: () => windows.show() })
  const shell = makeShellHandlers({
    windows,
    settings,
    shortcuts,
    openings,
    phone: new PhoneRelay(windows),
    moveTo: workplace.moveTo,
    showWaiting: (count) => {
      tray.showWaiting(count)
      showBadge(windows.get('desktopWindow'), count, words.waiting(count))
    },
  })
  listenToWindows({
    handlers: makeHandlers(workplace.current, shell, workplace.tellQueue),
    callerOf: windows.callerOf,
    onError: log,
  })
  openAll({ windows, pages, settings, shortcuts })
  hearTheSystem(windows, openings, workplace)
}

/** One workplace at a time: the one of the server that is set. */
function makeWorkplaces(windows: Windows, serverUrl: string, log: (where: string, error: unknown) => void) {
  const at = (address: string): Workplace =>
    new Workplace(address, {
      folder: inUserData('caches'),
      keyring: openKeyring(inUserData('keys'), safeStorage),
      version: app.getVersion(),
      onConnection: (connection) => windows.tellAll('connectionChanged', connection),
      onQueue: () => tellQueue(),
      onSessionEnded: () => windows.tellAll('sessionEnded', {}),
      onError: (error) => log('sync', error),
    })
  const tellQueue = () => {
    windows.tell('desktopWindow', 'queuedChanged', { commands: listQueue(current.db()) })
    windows.tellAll('connectionChanged', current.connection())
  }
  let current = at(serverUrl)
  return {
    current: () => current,
    tellQueue,
    async moveTo(address: string) {
      await current.stop()
      current = at(address)
    },
  }
}

type Opened = { windows: Windows; pages: ReturnType<typeof ownPages>; settings: SettingsFile; shortcuts: Shortcuts }
let isQuitting = false

function openAll({ windows, pages, settings, shortcuts }: Opened): void {
  const stateFile = inUserData('window.json')
  const hidesOnClose = () => settings.read().closesToTray && !isQuitting
  const window = openDesktopWindow({ stateFile, pages, hidesOnClose })
  windows.add('desktopWindow', window)
  window.on('focus', () => shortcuts.setInFront(true))
  window.on('blur', () => shortcuts.setInFront(false))
  window.on('hide', () => shortcuts.setInFront(false))
  // the phone window is never seen, so it must not keep the program alive
  window.on('closed', () => app.quit())
  if (hasPage(PHONE_PAGE)) windows.add('phoneWindow', openPhoneWindow(PHONE_PAGE, pages))
  void loadPage(window, 'desktop')
}

type Workplaces = ReturnType<typeof makeWorkplaces>
function hearTheSystem(windows: Windows, openings: Openings, workplace: Workplaces): void {
  app.on('second-instance', (_event, argv) => openings.open(linkIn(argv) ?? { route: null, dial: null }))
  app.off('open-url', holdOpening)
  app.on('open-url', (event, url) => {
    event.preventDefault()
    const opening = readLink(url)
    if (opening) openings.open(opening)
  })
  app.on('activate', () => windows.show())
  powerMonitor.on('resume', () => workplace.current().wake())
  app.on('before-quit', () => {
    isQuitting = true
  })
  let isStopped = false
  app.on('will-quit', (event) => {
    if (isStopped) return
    event.preventDefault()
    void workplace
      .current()
      .stop()
      .finally(() => {
        isStopped = true
        app.quit()
      })
  })
}

app.on('open-url', holdOpening)
if (app.requestSingleInstanceLock()) {
  for (const scheme of ['okno', 'tel']) app.setAsDefaultProtocolClient(scheme)
  app.setAppUserModelId('okno.desktop')
  void app.whenReady().then(start)
} else app.quit()
