import { z } from 'zod'

export const AppealKind = z.enum(['appeal', 'complaint', 'application', 'thanks'])
export type AppealKind = z.infer<typeof AppealKind>

/** How the consumer wants to be answered and told of changes. */
export const AnswerChannel = z.enum(['portal', 'mail', 'phone', 'paper', 'office'])
export type AnswerChannel = z.infer<typeof AnswerChannel>

/** What the consumer is told. registered → inWork → approval ⇄ inWork → answered → closed, or cancelled. */
export const CaseStatus = z.enum(['registered', 'inWork', 'approval', 'answered', 'closed', 'cancelled'])
export type CaseStatus = z.infer<typeof CaseStatus>
