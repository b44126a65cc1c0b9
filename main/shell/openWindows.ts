import { app, BrowserWindow, screen, shell } from 'electron'
import { externalTarget, isOwnPage, type OwnPages } from './guard.ts'
import { iconFile, loadPage, preloadFile } from './places.ts'
import { placeWindow, readWindowState, SMALLEST, writeWindowState } from './windowState.ts'

const webPreferences = () => ({
  preload: preloadFile(),
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: true,
})

type DesktopWindowOptions = {
  stateFile: string
  pages: OwnPages /** Whether the close button only hides. */
  hidesOnClose: () => boolean
}

/** The window the person works in. It shows itself when its first picture is there. */
export function openDesktopWindow({ stateFile, pages, hidesOnClose }: DesktopWindowOptions): BrowserWindow {
  const primary = screen.getPrimaryDisplay().workArea
  const others = screen.getAllDisplays().map((display) => display.workArea)
  const place = placeWindow(readWindowState(stateFile), [primary, ...others])
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    autoHideMenuBar: true,
    title: app.name,
    icon: iconFile('256x256.png'),
    webPreferences: webPreferences(),
  })
  if (place.isMaximized) window.maximize()
  lockIn(window, pages)
  window.once('ready-to-show', () => window.show())
  window.on('close', (event) => {
    writeWindowState(stateFile, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
    if (!hidesOnClose()) return
    event.preventDefault()
    window.hide()
  })
  // the phone is a window of its own, so a crash here costs the picture and not the call
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') window.webContents.reload()
  })
  return window
}

/** Never shown: it holds SIP and the microphone, so that a call outlives the window the person looks at. */
export function openPhoneWindow(page: string, pages: OwnPages): BrowserWindow {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...webPreferences(), backgroundThrottling: false },
  })
  lockIn(window, pages)
  void loadPage(window, page)
  return window
}

/** A window stays on our own pages; addresses go to the system's browser, and no window opens another. */
function lockIn(window: BrowserWindow, pages: OwnPages): void {
  const { webContents } = window
  webContents.setWindowOpenHandler(({ url }) => {
    leave(url)
    return { action: 'deny' }
  })
  const stay = (event: { url: string; preventDefault(): void }) => {
    if (isOwnPage(event.url, pages)) return
    event.preventDefault()
    leave(event.url)
  }
  webContents.on('will-navigate', stay)
  webContents.on('will-redirect', stay)
  webContents.on('will-attach-webview', (event) => event.preventDefault())
}

export function leave(url: string): boolean {
  const target = externalTarget(url)
  if (target) void shell.openExternal(target)
  return target !== null
}
