import { sql } from 'kysely'
import { z } from 'zod'
import { Connection, type ConnectionDocument, ConnectionPayment } from '#shared/contract/connection'
import type { ConsumerKind } from '#shared/contract/consumer'
import { Missing } from '#shared/contract/contract'
import type { CaseId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { today } from '../calendar/index.ts'
import { type StageRow, stepsOf } from './rules.ts'

const columns = sql`
  n.case_id as "caseId", k.number, n.applicant_kind as "applicantKind", n.power_kw::float8 as "powerKw", n.voltage_kv::float8 as "voltageKv",
  n.distance_m as "distanceM", n.is_temporary as "isTemporary", n.object_address as "objectAddress", n.class, n.stage, n.awaits,
  n.awaits_until as "awaitsUntil", n.demand, n.conditions, n.contract_number as "contractNumber", n.fee_kopecks as "feeKopecks",
  n.advance_kopecks as "advanceKopecks", n.works_due_at as "worksDueAt", n.act_number as "actNumber",
  coalesce(n.outcome, case when k.status = 'cancelled' then 'stopped' end) as outcome, k.cancel_reason as "outcomeReason",
  coalesce((select sum(p.kopecks) from connection_payment p where p.case_id = n.case_id), 0)::bigint as "paidKopecks"`

const Row = Connection.omit({ steps: true, documents: true, payments: true })
const iso = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
  )

/** Throws Missing('noSuchConnection'). */
export async function selectConnection(ctx: Context, caseId: CaseId): Promise<Connection> {
  const { rows } = await sql<Record<string, unknown>>`
    select ${columns} from connection n join "case" k on k.id = n.case_id where n.case_id = ${caseId}`.execute(ctx.tx)
  if (!rows[0]) throw new Missing('noSuchConnection')
  const found = Row.parse(iso(rows[0]))
  return {
    ...found,
    steps: stepsOf(found, await selectStages(ctx, caseId)),
    documents: await selectDocuments(ctx, found),
    payments: await selectPayments(ctx, caseId),
  }
}

async function selectStages(ctx: Context, caseId: CaseId): Promise<StageRow[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select stage, entered_at as "enteredAt", left_at as "leftAt", due_at as "dueAt" from connection_stage where case_id = ${caseId}`.execute(
    ctx.tx,
  )
  const Rows = z.array(
    z.object({
      stage: Connection.shape.stage,
      enteredAt: z.string(),
      leftAt: z.string().nullable(),
      dueAt: z.string().nullable(),
    }),
  )
  return Rows.parse(rows.map(iso))
}

async function selectPayments(ctx: Context, caseId: CaseId) {
  const { rows } = await sql<Record<string, unknown>>`
    select kopecks, paid_at as "paidAt", document from connection_payment where case_id = ${caseId} order by paid_at, id`.execute(
    ctx.tx,
  )
  return rows.map((row) => ConnectionPayment.parse(iso(row)))
}

type Whose = { applicantKind: ConsumerKind; caseId?: CaseId }

/** The documents an applicant of this kind brings by the rows that hold today; with an application, which of them are there. */
export async function selectDocuments(ctx: Context, { applicantKind, caseId }: Whose): Promise<ConnectionDocument[]> {
  const day = await today(ctx)
  const { rows } = await sql<ConnectionDocument>`
    select k.code, k.name_ru as "nameRu", k.name_en as "nameEn", coalesce(d.state, 'expected') as state
    from connection_document_kind k
    left join connection_document d on d.code = k.code and d.case_id = ${caseId ?? null}::uuid
    where k.applicant_kind = ${applicantKind} and k.valid_from <= ${day}::date and (k.valid_to is null or k.valid_to >= ${day}::date)
    order by k.ordinal, k.code`.execute(ctx.tx)
  return rows
}
