import { sql } from 'kysely'
import type { CaseId, TaskId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { changed } from './changed.ts'

/** A consumer not yet told of the last change is told of the newest only: the open contact task of the case gets the new words. */
export async function retellTask(
  { caseId, title, note }: { caseId: CaseId; title: string; note: string },
  ctx: Context,
): Promise<TaskId | null> {
  const { rows } = await sql<{ id: TaskId }>`
    update task set title = ${title}, note = ${note} where case_id = ${caseId} and kind = 'contact' and state = 'open' returning id`.execute(
    ctx.tx,
  )
  const id = rows[0]?.id
  if (!id) return null
  await changed(id, ctx)
  return id
}
