import { z } from 'zod'
import { type Channels, type Client, Refusal } from '#shared/contract/contract'
import {
  desktop as channels,
  type DesktopChannels,
  type DesktopPushes,
  desktopPushes as pushes,
} from '#shared/contract/desktop'

/** What preload puts on the window, and only there: in a browser it is absent. */
export type Bridge = {
  calls: Record<string, (input: unknown) => Promise<unknown>>
  listen: Record<string, (listener: (payload: unknown) => void) => () => void>
}
declare global {
  interface Window {
    desktop?: Bridge
  }
}

const Answer = z.union([
  z.object({ value: z.unknown(), refusal: z.undefined().optional() }),
  z.object({ refusal: z.string(), detail: z.record(z.string(), z.unknown()) }),
])

async function call(bridge: Bridge, name: string, channel: Channels[string], input: unknown): Promise<unknown> {
  const send = bridge.calls[name]
  if (!send) throw new Error(`the desktop has no call ${name}: it is older than this page`)
  const answer = Answer.parse(await send(input))
  // Electron passes only an error's message, so refusals travel as values and become errors again here.
  if (answer.refusal !== undefined) throw new Refusal(answer.refusal, answer.detail)
  return channel.output.parse(answer.value)
}

/** Every channel as a typed function; a refusal is thrown as `Refusal`. */
export function desktopClient(bridge: Bridge): Client<DesktopChannels> {
  const calls = Object.entries(channels).map(([name, channel]) => [
    name,
    (input: unknown) => call(bridge, name, channel, input),
  ])
  return Object.fromEntries(calls)
}

const bridge = typeof window === 'undefined' ? undefined : window.desktop

/** Undefined in a browser: there the server is all there is, and no cache. */
export const desktop: Client<DesktopChannels> | undefined = bridge && desktopClient(bridge)

const schemas: { [K in keyof DesktopPushes]: z.ZodType<z.output<DesktopPushes[K]>> } = pushes

/** Hears what the main process tells; returns how to stop. In a browser nothing is ever told. */
export function onDesktop<K extends keyof DesktopPushes>(
  name: K,
  listener: (payload: z.output<DesktopPushes[K]>) => void,
): () => void {
  const listen = bridge?.listen[name]
  if (!listen) return () => {}
  return listen((payload) => listener(schemas[name].parse(payload)))
}
