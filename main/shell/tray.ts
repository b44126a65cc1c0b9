import { app, type BrowserWindow, Menu, nativeImage, Tray } from 'electron'
import { iconFile } from './places.ts'
import type { ShellWords } from './words.ts'

type TrayOptions = { words: ShellWords; show: () => void }

/** The icon beside the clock: shows the window, says how much waits, ends the program. */
export function openTray({ words, show }: TrayOptions): { showWaiting(count: number): void } {
  const quiet = nativeImage.createFromPath(iconFile('tray.png'))
  const waiting = nativeImage.createFromPath(iconFile('tray-waiting.png'))
  const tray = new Tray(quiet)
  tray.setToolTip(words.product)
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: words.show, click: show },
      { type: 'separator' },
      { label: words.quit, click: () => app.quit() },
    ]),
  )
  tray.on('click', show)
  return {
    showWaiting(count) {
      tray.setImage(count > 0 ? waiting : quiet)
      tray.setToolTip(words.waiting(count))
    },
  }
}

/** The number on the program's own icon: macOS and Linux have a place for it, Windows for a small picture. */
export function showBadge(window: BrowserWindow | undefined, count: number, description: string): void {
  app.setBadgeCount(count)
  if (process.platform !== 'win32' || !window || window.isDestroyed()) return
  window.setOverlayIcon(count > 0 ? nativeImage.createFromPath(iconFile('waiting.png')) : null, description)
}
