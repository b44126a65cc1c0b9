import { sql } from 'kysely'
import type { Role } from '#shared/contract/contract'
import type { TaskId } from '#shared/contract/ids'
import type { TaskFormKind } from '#shared/contract/task'
import type { Reckoning } from '#shared/rules/termLength'
import type { Context } from '../../db/context.ts'
import { changed } from './changed.ts'

type Input = {
  token: { instanceId: string; tokenNo: number }
  form: TaskFormKind
  roles: readonly Role[]
  /** Null: the term it has. */
  due: { at: Date; reckoned: Reckoning | null } | null
}

/** The process says something else of an open step: who may do it, with which form, until when. Whoever has taken it keeps it. */
export async function changeStep({ token, form, roles, due }: Input, ctx: Context): Promise<void> {
  const { rows } = await sql<{ id: TaskId }>`
    update task set form = ${form}, roles = ${[...roles]}, due_at = coalesce(${due?.at ?? null}::timestamptz, due_at),
      reckoned = case when ${due !== null} then ${due?.reckoned ? JSON.stringify(due.reckoned) : null}::jsonb else reckoned end
    where instance_id = ${token.instanceId} and token_no = ${token.tokenNo} and state = 'open' returning id`.execute(
    ctx.tx,
  )
  for (const { id } of rows) await changed(id, ctx)
}
