import { mkdirSync, mkdtempSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { appPath, manifest, switchOf } from './place.ts'
import { becomeOnlyInstance } from './singleInstance.ts'
import { Emitter, hostEvent, strict } from './strict.ts'

/** What the app must close before it ends; windows put themselves here. */
export const openWindows: { askToClose(): Promise<void> }[] = []
const lastActs: (() => Promise<void>)[] = []
export const beforeExit = (act: () => Promise<void>): void => {
  lastActs.push(act)
}

class App extends Emitter {
  name = manifest.productName ?? manifest.name
  isPackaged = false
  dock = undefined
  badgeCount = 0
  protocols: string[] = []
  isQuitting = false
  #isReady = false
  #ready: Promise<void>
  #paths: Record<string, string> = {
    userData: switchOf('user-data-dir') ?? mkdtempSync(join(tmpdir(), 'okno-host-')),
    home: homedir(),
    temp: tmpdir(),
    exe: process.execPath,
  }
  commandLine = strict('app.commandLine', {
    appendSwitch() {},
    hasSwitch: (name: string) => switchOf(name) !== undefined,
    getSwitchValue: (name: string) => switchOf(name) ?? '',
  })

  constructor() {
    super()
    this.#ready = new Promise((resolve) =>
      setImmediate(() => {
        this.#isReady = true
        this.emit('ready', hostEvent(), {})
        resolve()
      }),
    )
  }
  whenReady = () => this.#ready
  isReady = () => this.#isReady
  getVersion = () => manifest.version
  getName = () => this.name
  getAppPath = () => appPath
  getLocale = () => process.env.HOST_LOCALE ?? 'ru'
  getPath = (name: string): string => {
    const path = this.#paths[name] ?? join(this.#paths.userData ?? '', name)
    mkdirSync(name === 'exe' ? dirname(path) : path, { recursive: true })
    return path
  }
  setPath = (name: string, path: string) => {
    this.#paths[name] = path
  }
  setAppUserModelId = () => {}
  setBadgeCount = (count: number) => {
    this.badgeCount = count
    return true
  }
  setAsDefaultProtocolClient = (scheme: string) => {
    this.protocols.push(scheme)
    return true
  }
  requestSingleInstanceLock = () =>
    becomeOnlyInstance(this.getPath('userData'), (argv, folder) =>
      this.emit('second-instance', hostEvent(), argv, folder, null),
    )
  quit = () => {
    void this.#quit()
  }
  exit = (code = 0) => {
    void this.end(code)
  }

  async #quit() {
    if (this.isQuitting) return
    this.isQuitting = true
    const before = hostEvent()
    this.emit('before-quit', before)
    if (!before.defaultPrevented) {
      for (const window of [...openWindows]) await window.askToClose()
      const will = hostEvent()
      if (openWindows.length === 0) this.emit('will-quit', will)
      if (openWindows.length === 0 && !will.defaultPrevented) return this.end(0)
    }
    this.isQuitting = false
  }
  async end(code: number) {
    this.emit('quit', hostEvent(), code)
    for (const act of lastActs) await act()
    process.exit(code)
  }
}

export const app = strict('app', new App())
