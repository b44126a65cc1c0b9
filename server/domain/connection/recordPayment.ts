import { sql } from 'kysely'
import { Missing, Refusal } from '#shared/contract/contract'
import type { CaseId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { loadOpen, openConnection } from './guard.ts'
import { connectionProcess } from './ports.ts'

type Payment = { number: string; kopecks: number; paidAt: string; document: string }

/** Counts a payment once, whole or an instalment. Refusals: applicationClosed, nothingToPay, documentTaken. */
export async function recordConnectionPayment(payment: Payment, ctx: Context) {
  const caseId = await caseOf(payment.number, ctx)
  if (await isKnown(caseId, payment, ctx)) return sumsOf(caseId, ctx)
  const { feeKopecks } = await loadOpen({ caseId }, ctx)
  if (feeKopecks === null) throw new Refusal('nothingToPay')
  const { rows } = await sql`
    insert into connection_payment (id, case_id, kopecks, paid_at, document)
    values (${newId<string>()}, ${caseId}, ${payment.kopecks}, ${payment.paidAt}, ${payment.document})
    on conflict (case_id, document) do nothing returning id`.execute(ctx.tx)
  if (rows.length > 0)
    await connectionProcess().tell({ message: 'connectionPaid', number: payment.number, variables: {} }, ctx)
  return sumsOf(caseId, ctx)
}

async function isKnown(caseId: CaseId, { document, kopecks }: Payment, ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ kopecks: number }>`
    select kopecks from connection_payment where case_id = ${caseId} and document = ${document}`.execute(ctx.tx)
  if (rows[0] && rows[0].kopecks !== kopecks) throw new Refusal('documentTaken', { document })
  return rows.length > 0
}

async function sumsOf(caseId: CaseId, ctx: Context) {
  const { paidKopecks, feeKopecks } = await openConnection({ caseId }, ctx)
  return { paidKopecks, feeKopecks: feeKopecks ?? 0 }
}

async function caseOf(number: string, ctx: Context): Promise<CaseId> {
  const { rows } = await sql<{ id: CaseId }>`
    select k.id from "case" k join connection n on n.case_id = k.id where k.number = ${number}`.execute(ctx.tx)
  if (!rows[0]) throw new Missing('noSuchConnection')
  return rows[0].id
}
