import { type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { Handlers } from '#shared/contract/contract'
import { desktop } from '#shared/contract/desktop'
import { type Caller, serve } from './serve.ts'

type Listening = {
  handlers: Handlers<typeof desktop, Caller>
  callerOf: (event: IpcMainInvokeEvent) => Caller | null
  onError: (channel: string, error: unknown) => void
}

/** The only place that touches `ipcMain`. */
export function listenToWindows(listening: Listening): void {
  serve({
    ...listening,
    contract: desktop,
    listen: (channel, listener: (event: IpcMainInvokeEvent, input: unknown) => Promise<unknown>) =>
      ipcMain.handle(channel, listener),
  })
}
