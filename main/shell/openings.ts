import type { Opening } from './links.ts'
import type { Windows } from './windows.ts'

/** Links from outside. Until the page has come up and listens, the last one waits. */
export class Openings {
  private windows: Windows
  private waiting: Opening | null
  private isHeard = false

  constructor(windows: Windows, first: Opening | null) {
    this.windows = windows
    this.waiting = first
  }
  hear(): void {
    this.isHeard = true
    if (this.waiting) this.tell(this.waiting)
    this.waiting = null
  }
  open(opening: Opening): void {
    this.windows.show()
    if (this.isHeard) this.tell(opening)
    else this.waiting = opening
  }
  private tell({ route, dial }: Opening): void {
    if (route !== null) this.windows.tell('desktopWindow', 'openRoute', { route })
    if (dial !== null) this.windows.tell('desktopWindow', 'dialRequested', { phone: dial })
  }
}
