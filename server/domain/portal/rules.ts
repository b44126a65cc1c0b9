import type { CaseStatus } from '#shared/contract/appeal'
import type { Applicant, PortalChannel, PortalStatus } from '#shared/contract/portal'

/** Where the answer goes by the chosen channel: undefined needs no address, null is one that was not given. */
export function answerAddressOf(
  channel: PortalChannel,
  { phone, email, address }: Applicant,
): string | null | undefined {
  if (channel === 'portal') return undefined
  return { mail: email, phone, paper: address }[channel]
}

const wordsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .match(/[\p{L}]+/gu) ?? []

/** «Иванов П. С.» agrees with «Иванов Пётр Сергеевич»: each word given begins a word known, and one of them is whole. */
export function namesAgree(given: string, known: string): boolean {
  const [said, kept] = [wordsOf(given), wordsOf(known)]
  const isBegun = (word: string) => kept.some((each) => each.startsWith(word))
  return said.length > 0 && said.every(isBegun) && said.some((word) => word.length > 2 && kept.includes(word))
}

const WAY: readonly CaseStatus[] = ['registered', 'inWork', 'approval', 'answered']
type Told = { status: CaseStatus; at: string }

/** The way of an appeal as a person sees it. `at` is when the step was last entered: a returned draft is in work anew. */
export function stepsOf(status: CaseStatus, told: readonly Told[]): PortalStatus['steps'] {
  const at = (step: CaseStatus) => told.findLast((each) => each.status === step)?.at ?? null
  if (status === 'cancelled') {
    const passed = WAY.filter((step) => at(step) !== null)
    return [
      ...passed.map((step) => ({ status: step, at: at(step), state: 'done' as const })),
      { status, at: at(status), state: 'now' as const },
    ]
  }
  const reached = status === 'closed' ? WAY.length : WAY.indexOf(status)
  return WAY.map((step, index) => {
    if (index < reached || status === 'answered') return { status: step, at: at(step), state: 'done' }
    return { status: step, at: index === reached ? at(step) : null, state: index === reached ? 'now' : 'ahead' }
  })
}
