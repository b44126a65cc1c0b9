import type { MeterId } from '#shared/contract/ids'
import type { OfferedMeter, ReadingState, Zone } from '#shared/contract/reading'
import type { BotHeard, BotLine, BotState, BotTurn } from './botTurn.ts'
import { valuesIn } from './readingText.ts'

/** The meter whose values are asked for is kept in the options of the state: id, last digits, registers. */
type Kept = { meterId: MeterId; numberEnd: string; zones: Zone[] }
function keptIn({ options }: BotState): Kept {
  const [meterId = '', numberEnd = '', ...zones] = options
  // written by `learnMeters` alone
  return { meterId: meterId as MeterId, numberEnd, zones: zones as Zone[] }
}

type Miss = (state: BotState, line: BotLine) => BotTurn
const NUMBER = /(?<!\d)\d[\d-]{3,18}(?!\d)/

export const askMeter: BotTurn = {
  state: { step: 'askingMeter', misses: 0, options: [] },
  says: [{ say: 'askMeter' }],
  wants: null,
}

/** What the visitor wrote while the bot waits for an account, a meter or its values. */
export function hearReading(state: BotState, heard: BotHeard, miss: Miss): BotTurn {
  if (state.step === 'askingMeter') {
    const number = NUMBER.exec(heard.text)?.[0].replaceAll('-', '')
    if (!number) return miss(state, { say: 'askMeterAgain' })
    return { state, says: [], wants: { find: 'meters', number } }
  }
  const { meterId, numberEnd, zones } = keptIn(state)
  const values = valuesIn(heard.text, zones)
  if (!values) return miss(state, { say: 'valuesUnclear', numberEnd, zones })
  return { state, says: [], wants: { find: 'reading', meterId, values } }
}

/** The meters behind what the visitor wrote. */
export function learnMeters(state: BotState, found: readonly OfferedMeter[], miss: Miss): BotTurn {
  const [only, second] = found
  if (!only) return miss({ ...state, step: 'askingMeter', options: [] }, { say: 'meterUnknown' })
  if (second) return { ...askMeter, says: [{ say: 'severalMeters', ends: found.map(({ numberEnd }) => numberEnd) }] }
  const { id, numberEnd, zones } = only
  const options = [id, numberEnd, ...zones]
  return {
    state: { step: 'askingValues', misses: 0, options },
    says: [{ say: 'askValues', numberEnd, zones }],
    wants: null,
  }
}

/** What came of the reading; one that was asked for again is waited for here. */
export function learnReading(state: BotState, outcome: { state: ReadingState; text: string }): BotTurn {
  const isAsked = outcome.state === 'askedAgain'
  return {
    state: isAsked ? { ...state, misses: 0 } : { step: 'answered', misses: 0, options: [] },
    says: [{ say: 'readingOutcome', text: outcome.text }],
    wants: null,
  }
}
