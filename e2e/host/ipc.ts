import { Emitter, strict } from './strict.ts'

type Handler = (event: unknown, ...args: unknown[]) => unknown

class IpcMain extends Emitter {
  handlers = new Map<string, Handler>()
  handle = (channel: string, handler: Handler) => {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.handlers.set(channel, handler)
  }
  removeHandler = (channel: string) => {
    this.handlers.delete(channel)
  }
}
export const ipcMain = strict('ipcMain', new IpcMain())
