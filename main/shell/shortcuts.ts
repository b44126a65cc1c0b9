import { globalShortcut } from 'electron'
import { Refusal } from '#shared/contract/contract'
import type { DesktopSettings } from '#shared/contract/desktop'

type Keys = DesktopSettings['shortcuts']
export type Action = keyof Keys
const ACTIONS: readonly Action[] = ['answer', 'hangUp']

/**
 * Keys that work while another program is in front. They are taken from the whole system, so only while they mean something (a call
 * rings or goes on) and while our own window, which hears its keys itself, is behind.
 */
export class Shortcuts {
  private keys: Keys
  private press: (action: Action) => void
  private armed: Record<Action, boolean> = { answer: false, hangUp: false }
  private isInFront = true

  constructor(keys: Keys, press: (action: Action) => void) {
    this.keys = keys
    this.press = press
  }

  arm(armed: Record<Action, boolean>): void {
    this.armed = armed
    this.apply()
  }
  setInFront(isInFront: boolean): void {
    this.isInFront = isInFront
    this.apply()
  }
  /** Refusal: `shortcutTaken`, and the keys stay what they were. */
  change(keys: Keys): void {
    for (const action of ACTIONS) {
      const key = keys[action]
      if (key !== null && key !== this.keys[action] && !isFree(key)) throw new Refusal('shortcutTaken', { action, key })
    }
    this.keys = keys
    this.apply()
  }

  private apply(): void {
    globalShortcut.unregisterAll()
    if (this.isInFront) return
    for (const action of ACTIONS) {
      const key = this.keys[action]
      if (key !== null && this.armed[action]) globalShortcut.register(key, () => this.press(action))
    }
  }
}

/** Electron throws for a word that is no key, and answers false for a key that another program holds. */
function isFree(key: string): boolean {
  try {
    const isOurs = globalShortcut.register(key, () => {})
    if (isOurs) globalShortcut.unregister(key)
    return isOurs
  } catch {
    return false
  }
}
