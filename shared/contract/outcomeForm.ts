import { z } from 'zod'

/** Words in both languages of the screens. */
export const Said = z.object({ ru: z.string(), en: z.string() })
export type Said = z.infer<typeof Said>

const Name = z.string().regex(/^[a-z][a-zA-Z]{1,40}$/)

/** line: one line · text: several · day: a date · choices: any of the options. */
export const OutcomeField = z.object({
  name: Name,
  kind: z.enum(['line', 'text', 'day', 'choices']),
  label: Said,
  isRequired: z.boolean(),
  options: z.array(z.object({ value: z.string(), label: Said })).default([]),
})
export type OutcomeField = z.infer<typeof OutcomeField>

/** One way to end a step, with what must be said about it. */
export const Outcome = z.object({ code: Name, label: Said, fields: z.array(OutcomeField) })
export type Outcome = z.infer<typeof Outcome>

/** The form of a step that is done by choosing an outcome; the step of a process describes it, the screens draw it. */
export const OutcomeForm = z.object({ title: Said, outcomes: z.array(Outcome).min(1) })
export type OutcomeForm = z.infer<typeof OutcomeForm>

export const OutcomeValue = z.union([z.string().max(20_000), z.array(z.string().max(200)).max(50)])
/** What was chosen and what was said about it, by the names of the fields. */
export const SaidOutcome = z.object({ outcome: Name, values: z.record(Name, OutcomeValue) })
export type SaidOutcome = z.infer<typeof SaidOutcome>
