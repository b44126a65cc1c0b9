import type { AnswerChannel } from '#shared/contract/appeal'

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const PHONE = /^\+\d{10,15}$/

/** What is wrong with an address to answer to: a portal and an office need none. */
export function addressProblem(
  channel: AnswerChannel,
  address: string | undefined,
): 'answerAddressRequired' | 'answerAddressInvalid' | null {
  if (channel === 'portal' || channel === 'office') return null
  if (!address) return 'answerAddressRequired'
  const isValid =
    channel === 'mail' ? EMAIL.test(address) : channel === 'phone' ? PHONE.test(address) : address.length >= 10
  return isValid ? null : 'answerAddressInvalid'
}

/** Whether an answer reaches the consumer without a person's hands. */
export const goesByItself = (channel: AnswerChannel): boolean => channel === 'portal' || channel === 'mail'

/** `26-000123` */
export const caseNumber = (year: number, running: number): string =>
  `${String(year % 100).padStart(2, '0')}-${String(running).padStart(6, '0')}`
