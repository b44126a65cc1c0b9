import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { app, openWindows } from './app.ts'
import { browser, onPageWords } from './chromium.ts'
import { pageSide } from './pageSide.ts'
import { appPath, electronVersion, tellTest } from './place.ts'
import { Emitter, hostEvent, strict } from './strict.ts'
import { newId, WebContents } from './webContents.ts'

type Bounds = { x: number; y: number; width: number; height: number }
type Options = Partial<Bounds> & {
  show?: boolean
  title?: string
  webPreferences?: { preload?: string; nodeIntegration?: boolean; contextIsolation?: boolean; sandbox?: boolean }
}

const windows: BrowserWindow[] = []

onPageWords((page, words) => windows.find((window) => window.webContents.page === page)?.webContents.hear(words))

export class BrowserWindow extends Emitter {
  static getAllWindows = () => [...windows]
  static getFocusedWindow = () => windows.find((window) => window.isFocused()) ?? null

  id = newId()
  webContents: WebContents
  private isShown: boolean
  private hasFocus = false
  private isSmall = false
  private isLarge = false
  private isGone = false
  private place: Bounds
  private opened: Promise<Page>

  constructor(options: Options = {}) {
    super()
    const web = options.webPreferences ?? {}
    if (web.nodeIntegration || web.contextIsolation === false || web.sandbox === false)
      throw new Error('stand-in: only sandboxed, isolated windows without Node are substituted')
    this.isShown = options.show ?? true
    this.place = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
    this.webContents = new WebContents(() => this.opened).self
    const self = strict('BrowserWindow', this)
    windows.push(self)
    openWindows.push(self)
    this.opened = openPage(self, web.preload)
    this.opened.catch((error) => {
      process.stderr.write(`${error}\n`)
      void app.end(70)
    })
    setImmediate(() => app.emit('browser-window-created', hostEvent(), self))
    // biome-ignore lint/correctness/noConstructorReturn: the strict proxy is the window
    return self
  }

  async askToClose() {
    const event = hostEvent()
    this.emit('close', event)
    if (event.defaultPrevented) return
    await (await this.opened).close({ runBeforeUnload: false })
    this.closed()
  }
  closed() {
    if (this.isGone) return
    this.isGone = true
    for (const list of [windows, openWindows])
      list.splice(
        list.findIndex((other) => 'id' in other && other.id === this.id),
        1,
      )
    this.webContents.emit('destroyed')
    this.emit('closed')
    if (windows.length === 0 && !app.isQuitting && !app.emit('window-all-closed')) app.quit()
  }
  close() {
    void this.askToClose()
  }
  destroy() {
    void this.opened.then((page) => page.close())
  }
  isDestroyed = () => this.isGone

  loadURL = (url: string) => this.webContents.load(url)
  loadFile(file: string, options: { hash?: string } = {}) {
    const url = pathToFileURL(resolve(appPath, file))
    url.hash = options.hash ?? ''
    return this.loadURL(url.href)
  }

  show() {
    if (!this.isShown) {
      this.isShown = true
      this.emit('show')
    }
    this.focus()
  }
  hide() {
    this.isShown = false
    this.hasFocus = false
    this.emit('hide')
  }
  isVisible = () => this.isShown
  focus() {
    for (const window of windows) window.hasFocus = false
    this.hasFocus = true
    // windows are tabs of one browser here, and a tab behind another paints nothing
    void this.opened.then((page) => page.bringToFront()).catch(() => {})
    this.emit('focus', hostEvent())
  }
  isFocused = () => this.hasFocus
  minimize() {
    this.isSmall = true
    this.emit('minimize')
  }
  restore() {
    this.isSmall = false
    this.emit('restore')
  }
  isMinimized = () => this.isSmall
  maximize() {
    this.isLarge = true
    this.emit('maximize')
  }
  unmaximize() {
    this.isLarge = false
    this.emit('unmaximize')
  }
  isMaximized = () => this.isLarge
  getBounds = (): Bounds => ({ ...this.place })
  getNormalBounds = (): Bounds => ({ ...this.place })
  setBounds(given: Partial<Bounds>) {
    Object.assign(this.place, given)
    void this.opened.then((page) => page.setViewportSize(this.place))
    this.emit('resize')
  }
  setMenuBarVisibility() {}
  setOverlayIcon() {}
  flashFrame() {}
}

async function openPage(window: BrowserWindow, preload?: string): Promise<Page> {
  const page = await (await browser()).newPage()
  BrowserWindow.getFocusedWindow()?.focus()
  const contents = window.webContents
  contents.page = page
  const { width, height } = window.getBounds()
  await page.setViewportSize({ width, height })
  if (preload) await page.addInitScript({ content: withPreload(readFileSync(preload, 'utf8')) })
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) contents.emit('did-navigate', hostEvent(), frame.url(), 200, 'OK')
  })
  page.on('domcontentloaded', () => contents.emit('dom-ready', hostEvent()))
  page.on('load', () => {
    contents.emit('did-finish-load', hostEvent())
    window.emit('ready-to-show', hostEvent())
  })
  page.on('crash', () => contents.emit('render-process-gone', hostEvent(), { reason: 'crashed', exitCode: 1 }))
  page.on('close', () => window.closed())
  const devtools = await page.context().newCDPSession(page)
  const { targetInfo } = await devtools.send('Target.getTargetInfo')
  tellTest({ type: 'window', targetId: targetInfo.targetId })
  return page
}

function withPreload(source: string): string {
  const process = {
    versions: { electron: electronVersion, chrome: '', node: globalThis.process.versions.node },
    platform: globalThis.process.platform,
    arch: globalThis.process.arch,
    env: {},
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
  }
  return `(${pageSide})(${JSON.stringify(process)}, function (require, module, exports, process) {${source}\n})`
}
