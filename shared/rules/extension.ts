import { addDays, type Day } from './calendar.ts'

export type ExtendedMatter = {
  dueOn: Day
  extendedFrom: Day | null
  answeredAt: string | null
  closedAt: string | null
}
export type ExtensionRefusal = 'caseClosed' | 'alreadyAnswered' | 'alreadyExtended' | 'termOver'

/** Why the term of an answer may not be extended any more; null: it may, once, while it runs. */
export function extensionRefusal(matter: ExtendedMatter, today: Day): ExtensionRefusal | null {
  if (matter.closedAt !== null) return 'caseClosed'
  if (matter.answeredAt !== null) return 'alreadyAnswered'
  if (matter.extendedFrom !== null) return 'alreadyExtended'
  return matter.dueOn < today ? 'termOver' : null
}

/** The last day a term may be extended to; `days` is the dated limit. */
export const latestExtension = (dueOn: Day, days: number): Day => addDays(dueOn, days)

/** Whether a new day lies after the old one and within the limit. */
export const isExtension = (dueOn: Day, newDueOn: Day, days: number): boolean =>
  newDueOn > dueOn && newDueOn <= latestExtension(dueOn, days)
