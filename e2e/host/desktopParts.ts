// Things a desktop has and Chromium does not: they record what was asked of them, for tests to read.
import { existsSync } from 'node:fs'
import { Emitter, hostEvent, strict } from './strict.ts'

export class Notification extends Emitter {
  static isSupported = () => true
  static shown: Notification[] = []
  title: string
  body: string
  constructor(given: { title?: string; body?: string } = {}) {
    super()
    this.title = given.title ?? ''
    this.body = given.body ?? ''
  }
  show() {
    Notification.shown.push(this)
    this.emit('show', hostEvent())
  }
  close() {
    this.emit('close', hostEvent())
  }
}

type Item = {
  label?: string
  type?: string
  role?: string
  enabled?: boolean
  accelerator?: string
  click?: () => void
  submenu?: Item[]
}
export class Menu {
  static current: Menu | null = null
  static buildFromTemplate = (items: Item[]) => new Menu(items)
  static setApplicationMenu = (menu: Menu | null) => {
    Menu.current = menu
  }
  static getApplicationMenu = () => Menu.current
  items: Item[]
  constructor(items: Item[] = []) {
    this.items = items
  }
}

export class Tray extends Emitter {
  static all: Tray[] = []
  menu: Menu | null = null
  tooltip = ''
  image: unknown
  constructor(image: unknown) {
    super()
    this.image = image
    Tray.all.push(this)
  }
  setContextMenu(menu: Menu | null) {
    this.menu = menu
  }
  setToolTip(text: string) {
    this.tooltip = text
  }
  setImage(image: unknown) {
    this.image = image
  }
  destroy() {}
}

export const nativeImage = strict('nativeImage', {
  createFromPath: (path: string) => ({ path, isEmpty: () => !existsSync(path), setTemplateImage() {} }),
  createEmpty: () => ({ path: '', isEmpty: () => true, setTemplateImage() {} }),
})

const opened: string[] = []
export const shell = strict('shell', {
  opened,
  openExternal: async (url: string) => {
    opened.push(url)
  },
  beep() {},
})

export const powerMonitor = strict('powerMonitor', Object.assign(new Emitter(), { getSystemIdleTime: () => 0 }))

const keys = new Map<string, () => void>()
export const globalShortcut = strict('globalShortcut', {
  keys,
  /** F12 stands for a key that another program holds. */
  register(key: string, act: () => void) {
    if (key.includes('F12')) return false
    keys.set(key, act)
    return true
  },
  unregister: (key: string) => {
    keys.delete(key)
  },
  unregisterAll: () => keys.clear(),
  isRegistered: (key: string) => keys.has(key),
})

const display = {
  id: 1,
  scaleFactor: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
}
export const screen = strict(
  'screen',
  Object.assign(new Emitter(), { getPrimaryDisplay: () => display, getAllDisplays: () => [display] }),
)
