import type { Opening } from './links.ts'
import type { Windows } from './windows.ts'

/** Links from outside. Until the page has come up and asked, the last one waits. */
export class Openings {
  private windows: Windows
  private waiting: Opening
  private isHeard = false

  constructor(windows: Windows, first: Opening | null) {
    this.windows = windows
    this.waiting = first ?? { route: null, dial: null }
  }
  /** What waits, once; from here on the page hears of new ones itself. */
  take(): Opening {
    const taken = this.waiting
    this.waiting = { route: null, dial: null }
    this.isHeard = true
    return taken
  }
  open(opening: Opening): void {
    this.windows.show()
    if (!this.isHeard) {
      this.waiting = opening
      return
    }
    if (opening.route !== null) this.windows.tell('desktopWindow', 'openRoute', { route: opening.route })
    if (opening.dial !== null) this.windows.tell('desktopWindow', 'dialRequested', { phone: opening.dial })
  }
}
