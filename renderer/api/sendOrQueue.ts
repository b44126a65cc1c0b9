import type { z } from 'zod'
import type { OfflineCommand } from '#shared/contract/desktop'
import type { Api } from '#shared/contract/index'
import { desktop } from './desktop'
import { Unreachable } from './failures'
import { server } from './server'

type Sent<N extends OfflineCommand> = { isQueued: false; answer: z.output<Api[N]['output']> } | { isQueued: true }

/**
 * Sends a command; with the server gone it waits on this computer's disk and is replayed once, by its commandId. In a browser
 * there is nowhere to keep it, and `Unreachable` is thrown.
 */
export async function sendOrQueue<N extends OfflineCommand>(
  endpoint: N,
  input: z.input<Api[N]['input']>,
): Promise<Sent<N>> {
  const send: (input: z.input<Api[N]['input']>) => Promise<z.output<Api[N]['output']>> = server[endpoint]
  try {
    return { isQueued: false, answer: await send(input) }
  } catch (error) {
    if (!(error instanceof Unreachable) || !desktop) throw error
    await desktop.queueCommand({ endpoint, input })
    return { isQueued: true }
  }
}
