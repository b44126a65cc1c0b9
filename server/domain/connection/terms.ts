import type { ConnectionClass } from '#shared/contract/connection'
import type { Context } from '../../db/context.ts'
import { termEndsAt } from '../term/index.ts'

type Wait = { name: string; class: ConnectionClass | null; remind?: string }
/** Until when the applicant is waited for, and when they are reminded, as the timers of the process take them. */
export type WaitTerms = { dueAt: Date; variables: { applicantDueAt: string; remindAt: string } }

/** The terms of a wait that begins now: the class chooses the row. `remind` names its reminder where that is another one's. */
export async function waitTerms({ name, class: kind, remind = name }: Wait, ctx: Context): Promise<WaitTerms> {
  const dueAt = await termEndsAt({ name, kind }, ctx)
  const remindAt = await termEndsAt({ name: `${remind}.remind`, kind }, ctx)
  return { dueAt, variables: { applicantDueAt: dueAt.toISOString(), remindAt: remindAt.toISOString() } }
}
