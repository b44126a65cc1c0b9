import { Menu } from 'electron'
import type { ShellWords } from './words.ts'

/** Hidden on Windows and Linux; it is there for its keys: copying, zooming, the whole screen. Reload and developer tools are not. */
export function setMenu(words: ShellWords): void {
  const view = [
    { role: 'zoomIn', label: words.zoomIn },
    { role: 'zoomOut', label: words.zoomOut },
    { role: 'resetZoom', label: words.resetZoom },
    { role: 'togglefullscreen', label: words.fullScreen },
  ] as const
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
      { role: 'editMenu', label: words.edit },
      { label: words.view, submenu: [...view] },
    ]),
  )
}
