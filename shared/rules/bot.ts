import type { ChatChoice } from '#shared/contract/chat'
import { addressIn } from './address.ts'
import { askMeter, hearReading, learnMeters as toMeters } from './botReading.ts'
import type { AddressOutages, BotHeard, BotLine, BotState, BotStep, BotTurn, BotWant } from './botTurn.ts'

export {
  type AddressOutages,
  BOT_STEPS,
  type BotHeard,
  type BotLine,
  type BotState,
  type BotTurn,
  type BotWant,
  type OutageTold,
} from './botTurn.ts'

export const MAX_OPTIONS = 4
const MAX_MISSES = 2
const word = (stems: string) => new RegExp(`(?<!\\p{L})(?:${stems})`, 'iu')
const AGENT = word(
  'оператор|специалист|сотрудник|человек|жив(?:ой|ым|ого)|менеджер|консультант|agent|operator|human|person(?!al)|representative',
)
const OUTAGE = word(
  'отключ|обесточ|авари|свет(?:а|у|ом)?(?!\\p{L})|электричеств|электроэнерги|power|outage|blackout|electricity|(?:are|is) (?:the )?lights?',
)
const READING = word('показани|meter reading|my reading|send (?:a |the )?reading')
const APPEAL = word('жалоб|обращени|заявлени|претензи|appeal|complain|application')
const THANKS = word('спасибо|благодар|(?:это )?вс[её](?:[.! ]*$)|до свидания|thank|bye|that.s all')

const calm = (step: BotStep): BotState => ({ step, misses: 0, options: [] })
const turn = (state: BotState, says: readonly BotLine[], wants: BotWant | null = null): BotTurn => ({
  state,
  says,
  wants,
})

/**
 * The bot of the chat as a pure state machine. The server carries out what it wants and says what it says.
 *
 *                 ┌──────── otherAddress ───────┐
 *                 ▼                             │
 *  choosing ─► askingAddress ─► (outages?) ─► answered ─► enough: ended
 *     │            │    ▲          │
 *     │            │    └──────────┴─► pickingAddress
 *     ├─► askingMeter ─► (meters?) ─► askingValues ─► (reading?) ─► answered
 *     └────────────┴── agent, or not understood twice ─► (agents?) ─► silent
 *                                                          └─ nobody ─► leavingContact ─► silent
 */
export const greet = (): BotTurn => turn(calm('choosing'), [{ say: 'greeting' }])
export const silence = calm('silent')

/** What the visitor may press in this state. */
export function choicesOf(state: BotState): readonly ChatChoice[] {
  switch (state.step) {
    case 'choosing':
      return ['outage', 'reading', 'appeal', 'agent']
    case 'askingMeter':
    case 'askingValues':
    case 'askingAddress':
      return ['agent']
    case 'pickingAddress':
      return [...PICKS.slice(0, state.options.length), 'otherAddress', 'agent']
    case 'answered':
      return ['otherAddress', 'appeal', 'agent', 'enough']
    case 'leavingContact':
    case 'silent':
      return []
  }
}
const PICKS = ['address0', 'address1', 'address2', 'address3'] as const satisfies readonly ChatChoice[]

/** A message of the visitor. */
export function hear(state: BotState, heard: BotHeard): BotTurn {
  if (state.step === 'silent') return turn(state, [])
  if (state.step === 'leavingContact') return keepContact(state, heard)
  if (heard.choice) return press(state, heard.choice)
  if (heard.hasFiles) return turn(state, [{ say: 'filesToAgent' }], { find: 'agent' })
  if (AGENT.test(heard.text)) return turn(state, [], { find: 'agent' })
  if (state.step === 'askingMeter' || state.step === 'askingValues') return hearReading(state, heard, missing)
  if (READING.test(heard.text)) return press(state, 'reading')
  const address = addressIn(heard.text)
  if (address) return turn(state, [], { find: 'outages', address, isExact: false })
  if (state.step === 'askingAddress') return miss(state, 'askAddressAgain')
  if (OUTAGE.test(heard.text)) return press(state, 'outage')
  if (APPEAL.test(heard.text)) return press(state, 'appeal')
  if (THANKS.test(heard.text))
    return state.step === 'answered' ? press(state, 'enough') : turn(state, [{ say: 'notUnderstood' }])
  return miss(state, 'notUnderstood')
}

function press(state: BotState, choice: ChatChoice): BotTurn {
  switch (choice) {
    case 'outage':
    case 'otherAddress':
      return turn(calm('askingAddress'), [{ say: 'askAddress' }])
    case 'reading':
      return askMeter
    case 'appeal':
      return turn(calm('answered'), [{ say: 'appealLink' }])
    case 'agent':
      return turn(state, [], { find: 'agent' })
    case 'enough':
      return turn(calm('silent'), [{ say: 'goodbye' }], { find: 'end' })
    default: {
      const address = state.options[PICKS.indexOf(choice)]
      // an old button of an earlier question
      if (!address) return turn(calm('askingAddress'), [{ say: 'askAddress' }])
      return turn(state, [], { find: 'outages', address, isExact: true })
    }
  }
}

/** Not understood twice in a row: a person takes over rather than the bot asking a third time. */
function miss(state: BotState, say: 'notUnderstood' | 'askAddressAgain' | 'addressUnknown'): BotTurn {
  return missing(state, { say })
}

function missing(state: BotState, line: BotLine): BotTurn {
  const misses = state.misses + 1
  if (misses >= MAX_MISSES) return turn({ ...state, misses: 0 }, [], { find: 'agent' })
  return turn({ ...state, misses }, [line])
}

function keepContact(state: BotState, heard: BotHeard): BotTurn {
  if (contactIn(heard.text).phone || contactIn(heard.text).email) return turn(calm('silent'), [{ say: 'contactKept' }])
  return state.misses === 0 ? turn({ ...state, misses: 1 }, [{ say: 'textKept' }]) : turn(state, [])
}

/** The addresses that fit what the visitor wrote, each with its outages of today and the near future. */
export function learnOutages(state: BotState, found: readonly AddressOutages[], now: Date): BotTurn {
  const [only, second] = found
  if (!only) return miss({ ...state, step: 'askingAddress', options: [] }, 'addressUnknown')
  if (second) {
    const options = found.slice(0, MAX_OPTIONS).map((each) => each.address)
    return turn({ step: 'pickingAddress', misses: 0, options }, [{ say: 'pickAddress' }])
  }
  const told = only.outages.map((outage): BotLine => {
    return { say: 'outage', address: only.address, outage, isNow: new Date(outage.startsAt) <= now }
  })
  const isOff = told.some((line) => line.say === 'outage' && line.isNow)
  return turn(calm('answered'), isOff ? told : [{ say: 'noOutage', address: only.address }, ...told])
}

/** The meters behind the number that the visitor wrote. */
export const learnMeters = (state: BotState, found: Parameters<typeof toMeters>[1]): BotTurn =>
  toMeters(state, found, missing)

/** Whether anybody is there to take the chat, and how many chats wait before it. */
export function learnAgents(state: BotState, agents: { isAnyone: boolean; ahead: number }): BotTurn {
  if (!agents.isAnyone)
    return turn({ ...state, step: 'leavingContact', misses: 0, options: [] }, [{ say: 'nobodyHere' }])
  return turn(silence, [{ say: 'connecting', ahead: agents.ahead }])
}

export type ContactGiven = { phone: string | null; email: string | null; accountNumber: string | null }
const PHONE = /(?<!\d)(?:\+?7|8)?[\s(-]*(\d{3})[\s)-]*(\d{3})[\s-]*(\d{2})[\s-]*(\d{2})(?!\d)/
const EMAIL = /[^\s@<>,;:()]+@[^\s@<>,;:()]+\.[\p{L}]{2,}/u
const ACCOUNT =
  /(?:л\/?\s?с|лицев\S*\s+сч[её]т\S*|сч[её]т\S*|договор\S*|account)[\s.:№#]*(?:number|no\.?|номер)?[\s:№#]*(\d{5,14})(?!\d)/iu

/** By what the visitor may be found among consumers. Phones in E.164. */
export function contactIn(text: string): ContactGiven {
  const account = ACCOUNT.exec(text)
  const rest = account ? text.replace(account[0], ' ') : text
  const phone = PHONE.exec(rest)
  return {
    phone: phone ? `+7${phone.slice(1).join('')}` : null,
    email: EMAIL.exec(text)?.[0] ?? null,
    accountNumber: account?.[1] ?? null,
  }
}
