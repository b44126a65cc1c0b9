import type { z } from 'zod'
import { type Client, Refusal } from '#shared/contract/contract'
import { desktop as channels, type DesktopChannels, type DesktopPushes } from '#shared/contract/desktop'

type Answer = { value?: unknown; refusal?: string; detail?: Record<string, unknown> }
type Calls = { [channel: string]: (input: unknown) => Promise<Answer> }
/** The main process has checked each payload against its schema. */
type Listen = { [N in keyof DesktopPushes]: (hear: (payload: z.output<DesktopPushes[N]>) => void) => () => void }
declare global {
  interface Window {
    /** What the preload script exposes in Electron; nothing in a browser. */
    desktop?: { calls: Calls; listen: Listen }
  }
}

/** Errors cross the bridge as values and become refusals again here. */
function bridgeClient({ calls }: { calls: Calls }): Client<DesktopChannels> {
  const typed = Object.entries(channels).map(([name, channel]) => [
    name,
    async (input: unknown) => {
      const invoke = calls[name]
      if (!invoke) throw new Error(`the desktop has no channel ${name}`)
      const answer = await invoke(input)
      if (answer.refusal) throw new Refusal(answer.refusal, answer.detail)
      return channel.output.parse(answer.value)
    },
  ])
  return Object.fromEntries(typed)
}

/** The Electron main process, or null in a browser: there is no offline cache then. */
export const desktop: Client<DesktopChannels> | null =
  typeof window !== 'undefined' && window.desktop ? bridgeClient(window.desktop) : null

/** Hears what the main process tells; answers how to stop. In a browser it never speaks. */
export function onDesktop<N extends keyof DesktopPushes>(
  name: N,
  hear: (payload: z.output<DesktopPushes[N]>) => void,
): () => void {
  return window.desktop?.listen[name](hear) ?? (() => {})
}
