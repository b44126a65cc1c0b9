import { z } from 'zod'
import { TermKind, TermName, type TermUnit } from '#shared/contract/term'
import { TopicCode } from '#shared/contract/topic'

/** As it stands in the form: empty where nothing is chosen. */
export type TermDraft = {
  name: string
  topic: string
  kind: string
  amount: string
  unit: z.infer<typeof TermUnit>
  validFrom: string
  source: string
}
type Says = Record<'nameMissing' | 'amountBad' | 'validFromMissing' | 'sourceMissing', string>
type Problems = Partial<Record<'name' | 'amount' | 'validFrom' | 'source', string>>

const Amount = z.coerce.number().int().min(1).max(9_999)

/** What can be sent, or what is missing, by field. */
export function checkTerm(draft: TermDraft, t: Says) {
  const name = TermName.safeParse(draft.name)
  const amount = Amount.safeParse(draft.amount.trim())
  const source = draft.source.trim()
  const problems: Problems = {
    ...(name.success ? {} : { name: t.nameMissing }),
    ...(amount.success ? {} : { amount: t.amountBad }),
    ...(draft.validFrom ? {} : { validFrom: t.validFromMissing }),
    ...(source.length < 5 ? { source: t.sourceMissing } : {}),
  }
  if (!name.success || !amount.success || Object.keys(problems).length > 0) return { term: null, problems }
  const scope = {
    topic: TopicCode.safeParse(draft.topic).data ?? null,
    kind: TermKind.safeParse(draft.kind).data ?? null,
  }
  const term = { name: name.data, ...scope, amount: amount.data, unit: draft.unit, validFrom: draft.validFrom, source }
  return { term, problems }
}
