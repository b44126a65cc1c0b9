import { sql } from 'kysely'
import type { CaseId, InteractionId } from '#shared/contract/ids'
import { Notice } from '#shared/contract/notice'
import type { Context } from '../../db/context.ts'

export { type NoticeWords, spoken, statusWords } from './rules.ts'
export { tell, tellExtension } from './tell.ts'

/** The contact on the timeline by which the first change was told. */
export async function firstNoticeContact(
  { caseId }: { caseId: CaseId },
  ctx: Context,
): Promise<InteractionId | undefined> {
  const { rows } = await sql<{ id: InteractionId }>`
    select interaction_id as id from notice where case_id = ${caseId} and interaction_id is not null order by at, id limit 1`.execute(
    ctx.tx,
  )
  return rows[0]?.id
}

/** What was told about a case, oldest first. */
export async function listNotices({ caseId }: { caseId: CaseId }, ctx: Context): Promise<Notice[]> {
  const { rows } = await sql<{ at: Date }>`
    select id, case_id as "caseId", status, kind, channel, text, way, at from notice where case_id = ${caseId} order by at, id`.execute(
    ctx.tx,
  )
  return rows.map((row) => Notice.parse({ ...row, at: row.at.toISOString() }))
}
