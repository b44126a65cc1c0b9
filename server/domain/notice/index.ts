import { sql } from 'kysely'
import type { CaseId } from '#shared/contract/ids'
import { Notice } from '#shared/contract/notice'
import type { Context } from '../../db/context.ts'

export { statusWords } from './rules.ts'
export { tell } from './tell.ts'

/** What was told about a case, oldest first. */
export async function listNotices({ caseId }: { caseId: CaseId }, ctx: Context): Promise<Notice[]> {
  const { rows } = await sql<{ at: Date }>`
    select id, case_id as "caseId", status, channel, text, way, at from notice where case_id = ${caseId} order by at, id`.execute(
    ctx.tx,
  )
  return rows.map((row) => Notice.parse({ ...row, at: row.at.toISOString() }))
}
