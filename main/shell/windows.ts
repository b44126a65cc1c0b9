import type { BrowserWindow, IpcMainInvokeEvent } from 'electron'
import type { z } from 'zod'
import { type DesktopPushes, desktopPushes } from '#shared/contract/desktop'
import type { Caller } from '../ipc/serve.ts'
import { isOwnPage, type OwnPages } from './guard.ts'

type Payload<K extends keyof DesktopPushes> = z.input<DesktopPushes[K]>

/** The windows there are: whose words are heard, and who is told what. */
export class Windows {
  private pages: OwnPages
  private open = new Map<Caller, BrowserWindow>()

  constructor(pages: OwnPages) {
    this.pages = pages
  }

  add(kind: Caller, window: BrowserWindow): void {
    this.open.set(kind, window)
    window.on('closed', () => {
      if (this.open.get(kind) === window) this.open.delete(kind)
    })
  }
  get = (kind: Caller): BrowserWindow | undefined => this.open.get(kind)

  /** The window whose own page, not a frame in it and not another site, has sent this. */
  callerOf = (event: IpcMainInvokeEvent): Caller | null => {
    const frame = event.senderFrame
    if (!frame || frame.parent !== null || !isOwnPage(frame.url, this.pages)) return null
    for (const [kind, window] of this.open)
      if (!window.isDestroyed() && window.webContents.id === event.sender.id) return kind
    return null
  }

  tell<K extends keyof DesktopPushes>(kind: Caller, name: K, payload: Payload<K>): void {
    const window = this.open.get(kind)
    if (!window || window.isDestroyed()) return
    const push: z.ZodType = desktopPushes[name]
    window.webContents.send(name, push.parse(payload))
  }
  tellAll<K extends keyof DesktopPushes>(name: K, payload: Payload<K>): void {
    for (const kind of this.open.keys()) this.tell(kind, name, payload)
  }

  /** To the front, from the tray or from behind. */
  show(): void {
    const window = this.open.get('desktopWindow')
    if (!window) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
}
