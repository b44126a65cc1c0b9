import { useEffect, useState } from 'react'
import type { QueuedCommand } from '#shared/contract/desktop'
import { desktop, onDesktop } from '../../api/desktop'

/** What lies on this computer's disk for the server, in the order it was taken; nothing in a browser. */
export function useQueued(): readonly QueuedCommand[] {
  const [commands, setCommands] = useState<readonly QueuedCommand[]>([])
  useEffect(() => {
    if (!desktop) return
    // no cache, nothing queued: the bridge refuses where nobody is signed in
    desktop.listQueuedCommands({}).then(setCommands, () => {})
    return onDesktop('queuedChanged', (told) => setCommands(told.commands))
  }, [])
  return commands
}

/** What a person wrote in it. */
export function saidIn({ input }: QueuedCommand): { field: 'text' | 'name'; said: string } | null {
  if (typeof input.text === 'string') return { field: 'text', said: input.text }
  return typeof input.name === 'string' ? { field: 'name', said: input.name } : null
}
