import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { Connection } from '#shared/contract/desktop'
import { desktop, onDesktop } from '../api/desktop'

/** What the main process knows of the server, its cache and the commands that wait; null in a browser. */
export function useDesktopConnection(): z.output<typeof Connection> | null {
  const [connection, setConnection] = useState<z.output<typeof Connection> | null>(null)
  useEffect(() => {
    if (!desktop) return
    void desktop.readConnection({}).then((read) => setConnection((known) => known ?? read))
    return onDesktop('connectionChanged', setConnection)
  }, [])
  return connection
}
