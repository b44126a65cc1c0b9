// In place of the `electron` module of the main process. A name that is missing here fails at the import.
export { app } from './app.ts'
export { BrowserWindow } from './browserWindow.ts'
export {
  globalShortcut,
  Menu,
  Notification,
  nativeImage,
  powerMonitor,
  screen,
  shell,
  Tray,
} from './desktopParts.ts'
export { ipcMain } from './ipc.ts'
export { safeStorage } from './safeStorage.ts'
export { session } from './session.ts'
