import { type RawBuilder, sql } from 'kysely'
import { Case, CaseEvent } from '#shared/contract/case'
import { Denied, Missing } from '#shared/contract/contract'
import type { CaseId } from '#shared/contract/ids'
import { Attachment } from '#shared/contract/interaction'
import { type Context, isStaff, seesBranch } from '../../db/context.ts'

const columns = sql`
  k.id, k.number, k.process, k.consumer_id as "consumerId", coalesce(c.name, k.applicant_name, '') as "consumerName", k.branch_id as "branchId",
  k.topic, k.kind, k.status, k.unit, k.text, k.answer_channel as "answerChannel", k.answer_address as "answerAddress",
  k.due_on::text as "dueOn", k.registered_at as "registeredAt", k.closed_at as "closedAt", r.number as "repeatOfNumber",
  k.answer, k.answered_at as "answeredAt", k.remark, k.cancel_reason as "cancelReason",
  k.extended_from::text as "extendedFrom", k.extension_reason as "extensionReason"`
const joined = sql`"case" k left join consumer c on c.id = k.consumer_id left join "case" r on r.id = k.repeat_of`

/** `tail` is a `where … order by … limit …`. */
export async function selectCases(ctx: Context, tail: RawBuilder<unknown>): Promise<Case[]> {
  const { rows } = await sql<Record<string, unknown>>`select ${columns} from ${joined} ${tail}`.execute(ctx.tx)
  return rows.map((row) => Case.parse(withIso(row)))
}

/** Throws Missing('noSuchCase'). */
export async function selectCase(ctx: Context, caseId: CaseId): Promise<Case> {
  const [found] = await selectCases(ctx, sql`where k.id = ${caseId}`)
  if (!found) throw new Missing('noSuchCase')
  return found
}

/** The case, if it is of the actor's branch or of nobody's. Throws Missing('noSuchCase'), Denied('otherBranch'). */
export async function loadCase({ caseId }: { caseId: CaseId }, ctx: Context): Promise<Case> {
  const found = await selectCase(ctx, caseId)
  if (!seesBranch(ctx.actor, found.branchId)) throw new Denied('otherBranch')
  return found
}

/** What only the server knows of a case. */
export type CaseInside = { instanceId: string | null; interactionId: string | null }
export async function selectInside(ctx: Context, caseId: CaseId): Promise<CaseInside> {
  const { rows } = await sql<CaseInside>`
    select instance_id as "instanceId", interaction_id as "interactionId" from "case" where id = ${caseId}`.execute(
    ctx.tx,
  )
  return rows[0] ?? { instanceId: null, interactionId: null }
}

export async function addEvent(ctx: Context, caseId: CaseId, kind: CaseEvent['kind'], text = ''): Promise<void> {
  const byName = isStaff(ctx.actor) ? ctx.actor.name : null
  await sql`insert into case_event (case_id, at, kind, by_name, text) values (${caseId}, ${ctx.now}, ${kind}, ${byName}, ${text})`.execute(
    ctx.tx,
  )
}

export async function selectEvents(ctx: Context, caseId: CaseId): Promise<CaseEvent[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select at, kind, by_name as "byName", text from case_event where case_id = ${caseId} order by no`.execute(ctx.tx)
  return rows.map((row) => CaseEvent.parse(withIso(row)))
}

export async function selectAttachments(ctx: Context, caseId: CaseId): Promise<Attachment[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select a.id, a.name, a.media_type as "mediaType", a.size_bytes as "sizeBytes", a.is_inline as "isInline"
    from case_attachment x join attachment a on a.id = x.attachment_id where x.case_id = ${caseId} order by a.kept_at, a.id`.execute(
    ctx.tx,
  )
  return rows.map((row) => Attachment.parse(row))
}

function withIso(row: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
  )
}
