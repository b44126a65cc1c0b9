import type { ChatChoice } from '#shared/contract/chat'
import type { MeterId } from '#shared/contract/ids'
import type { Zone, ZoneValues } from '#shared/contract/reading'

export const BOT_STEPS = [
  'choosing',
  'askingAddress',
  'pickingAddress',
  'askingMeter',
  'askingValues',
  'answered',
  'leavingContact',
  'silent',
] as const
export type BotStep = (typeof BOT_STEPS)[number]
/** `options` are the addresses offered in pickingAddress; `misses` counts what was not understood in a row. */
export type BotState = { step: BotStep; misses: number; options: readonly string[] }

export type BotHeard = { text: string; choice: ChatChoice | null; hasFiles: boolean }
export type OutageTold = { kind: 'planned' | 'emergency'; reason: string; startsAt: string; endsAt: string | null }
export type AddressOutages = { address: string; outages: readonly OutageTold[] }

export type BotLine =
  | {
      say:
        | 'greeting'
        | 'askAddress'
        | 'askAddressAgain'
        | 'addressUnknown'
        | 'pickAddress'
        | 'notUnderstood'
        | 'appealLink'
        | 'filesToAgent'
        | 'nobodyHere'
        | 'contactKept'
        | 'textKept'
        | 'goodbye'
    }
  | { say: 'outage'; address: string; outage: OutageTold; isNow: boolean }
  | { say: 'noOutage'; address: string }
  | { say: 'connecting'; ahead: number }
  | ReadingLine

export type BotWant =
  | { find: 'outages'; address: string; isExact: boolean }
  | { find: 'agent' }
  | { find: 'end' }
  | ReadingWant
export type BotTurn = { state: BotState; says: readonly BotLine[]; wants: BotWant | null }

/** What the bot says while it takes a reading. */
export type ReadingLine =
  | { say: 'askMeter' | 'askMeterAgain' | 'meterUnknown' }
  | { say: 'severalMeters'; ends: readonly string[] }
  | { say: 'askValues' | 'valuesUnclear'; numberEnd: string; zones: readonly Zone[] }
  | { say: 'readingOutcome'; text: string }
export type ReadingWant = { find: 'meters'; number: string } | { find: 'reading'; meterId: MeterId; values: ZoneValues }
