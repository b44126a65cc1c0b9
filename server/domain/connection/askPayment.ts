import type { CaseId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { connectionNotice } from './notices.ts'
import { selectConnection } from './sql.ts'
import { enterStage, supplied } from './stage.ts'
import { dayIn, tellApplicant } from './tellApplicant.ts'
import { waitTerms } from './terms.ts'

type Which = { caseId: CaseId }

/** Asks for what is to be paid before the works. What was paid already counts. */
export async function askAdvance({ caseId }: Which, ctx: Context) {
  const { number, class: kind, advanceKopecks, paidKopecks } = await selectConnection(ctx, caseId)
  const { dueAt, variables } = await waitTerms({ name: 'connection.payment', class: kind }, ctx)
  await enterStage({ caseId, stage: 'payment', dueAt, awaits: 'payment' }, ctx)
  const left = Math.max(0, (advanceKopecks ?? 0) - paidKopecks)
  const told = { kind: 'invoice' as const, advanceKopecks: left, until: await dayIn(dueAt, ctx) }
  await tellApplicant({ caseId, words: connectionNotice(number, told) }, ctx)
  return variables
}

/** Asks for the rest of the fee before the act, where something is left to pay. */
export async function askBalance({ caseId }: Which, ctx: Context) {
  const { number, class: kind, feeKopecks, paidKopecks } = await selectConnection(ctx, caseId)
  const { dueAt, variables } = await waitTerms({ name: 'connection.balance', class: kind }, ctx)
  const leftKopecks = (feeKopecks ?? 0) - paidKopecks
  if (leftKopecks <= 0) return variables
  await enterStage({ caseId, stage: 'documents', dueAt, awaits: 'payment' }, ctx)
  const told = { kind: 'balance' as const, leftKopecks, until: await dayIn(dueAt, ctx) }
  await tellApplicant({ caseId, words: connectionNotice(number, told) }, ctx)
  return variables
}

/** A payment has come: answers what is paid in all, and ends the waiting where it is enough. */
export async function countPayment({ caseId }: Which, ctx: Context): Promise<{ paidKopecks: number }> {
  const { awaits, stage, paidKopecks, advanceKopecks, feeKopecks } = await selectConnection(ctx, caseId)
  const wanted = (stage === 'payment' ? advanceKopecks : feeKopecks) ?? 0
  if (awaits === 'payment' && paidKopecks >= wanted) await supplied({ caseId }, ctx)
  return { paidKopecks }
}
