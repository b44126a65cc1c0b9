import type { z } from 'zod'
import { Refusal } from '#shared/contract/contract'
import type { DesktopPushes } from '#shared/contract/desktop'
import type { Windows } from './windows.ts'

type Words = z.output<DesktopPushes['phoneStateChanged']>

/** Between the desktop window and the hidden phone window. The last state is kept for a desktop window that has been reloaded. */
export class PhoneRelay {
  private windows: Windows
  private last: Words | null = null

  constructor(windows: Windows) {
    this.windows = windows
  }
  /** Refusal: `noPhoneWindow`. */
  command(words: Words): void {
    if (!this.windows.get('phoneWindow')) throw new Refusal('noPhoneWindow')
    this.windows.tell('phoneWindow', 'phoneCommanded', words)
  }
  told(words: Words): void {
    this.last = words
    this.windows.tell('desktopWindow', 'phoneStateChanged', words)
  }
  state = (): Words | null => this.last
}
