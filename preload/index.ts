import { contextBridge, ipcRenderer } from 'electron'
import { desktop, desktopPushes } from '#shared/contract/desktop'

// Derived from the contract: a new call or a new push needs no change here.
const calls = Object.keys(desktop).map((name) => [name, (input: unknown) => ipcRenderer.invoke(name, input)])

const listen = Object.keys(desktopPushes).map((name) => [
  name,
  (listener: (payload: unknown) => void) => {
    const heard = (_event: unknown, payload: unknown) => listener(payload)
    ipcRenderer.on(name, heard)
    return () => ipcRenderer.removeListener(name, heard)
  },
])

contextBridge.exposeInMainWorld('desktop', { calls: Object.fromEntries(calls), listen: Object.fromEntries(listen) })
