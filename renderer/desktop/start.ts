import { desktop } from '../api/desktop'
import { pointAt } from '../api/http'
import { startSession } from '../api/session'

/** Finds the server (Electron knows its address, a browser stands on it) and takes up the session. */
export async function start(): Promise<void> {
  if (desktop) pointAt((await desktop.readSettings({})).serverUrl)
  await startSession()
}
