import { type Channels, type Handlers, Refusal } from '#shared/contract/contract'
import { malformed } from '../malformed.ts'

/** Which of our windows speaks; null is anything else, such as a frame that got into one of them. */
export type Caller = 'desktopWindow' | 'phoneWindow'
type Listen<Event> = (channel: string, listener: (event: Event, input: unknown) => Promise<unknown>) => void
export type Answer = { value: unknown } | { refusal: string; detail: Record<string, unknown> }

type Serving<C extends Channels, Event> = {
  listen: Listen<Event>
  contract: C
  handlers: Handlers<C, Caller>
  callerOf: (event: Event) => Caller | null
  onError: (channel: string, error: unknown) => void
}
type AnyHandler = (input: unknown, caller: Caller) => Promise<unknown>

/**
 * Every call from a window passes here: sender checked, input parsed, output parsed. Electron passes only an error's message to the
 * window, so a refusal is an answer; what nobody foresaw is logged and told without its text, for that may hold a person's data.
 */
export function serve<C extends Channels, Event>(serving: Serving<C, Event>): void {
  const { listen, contract, callerOf, onError } = serving
  // The one place where a channel's name and its types part: the schemas on both sides of the call join them again.
  const handlers = serving.handlers as unknown as Record<string, AnyHandler>
  for (const [name, channel] of Object.entries(contract)) {
    listen(name, async (event, input): Promise<Answer> => {
      const caller = callerOf(event)
      if (caller === null || (channel.allow !== 'anyWindow' && channel.allow !== caller))
        return answerOf(new Refusal('untrustedSender'))
      const given = channel.input.safeParse(input)
      if (!given.success) return answerOf(malformed(given.error))
      try {
        return { value: channel.output.parse(await handlers[name]?.(given.data, caller)) }
      } catch (error) {
        if (error instanceof Refusal) return answerOf(error)
        onError(name, error)
        return answerOf(new Refusal('failed'))
      }
    })
  }
}

const answerOf = ({ code, detail }: Refusal): Answer => ({ refusal: code, detail })
