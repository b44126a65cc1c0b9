import { sql } from 'kysely'
import type { Role } from '#shared/contract/contract'
import type { BranchId, CaseId, ConsumerId, InteractionId, StaffId, TaskId } from '#shared/contract/ids'
import type { OutcomeForm } from '#shared/contract/outcomeForm'
import type { Task, TaskFormKind, TaskKind } from '#shared/contract/task'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { termEndsAt } from '../term/index.ts'
import { selectTaskRow } from './sql.ts'

export type NewTask = {
  kind: TaskKind
  title: string
  note?: string
  /** By default the one of the kind; a step names its own. */
  form?: TaskFormKind
  /** What the form `outcome` offers. */
  outcomes?: OutcomeForm
  role: Role | readonly Role[]
  branchId?: BranchId | null
  consumerId?: ConsumerId | null
  interactionId?: InteractionId | null
  caseId?: CaseId | null
  address?: string | null
  assigneeId?: StaffId | null
  /** Who may not do it: the author of what is to be checked. */
  barredId?: StaffId | null
  /** By default the term of the kind, counted from now. */
  dueAt?: Date | string
  token?: { instanceId: string; tokenNo: number }
}

/** Puts a task into the list of everybody with the role in the branch (no branch: of all), and announces `taskCreated`. */
export async function createTask(input: NewTask, ctx: Context): Promise<Task> {
  const id = newId<TaskId>()
  const roles = typeof input.role === 'string' ? [input.role] : [...input.role]
  const dueAt = input.dueAt ? new Date(input.dueAt) : await termEndsAt({ name: `task.${input.kind}` }, ctx)
  const form = input.form ?? (input.kind === 'contact' ? 'contact' : 'callback')
  await sql`
    insert into task (id, kind, form, state, title, note, case_id, consumer_id, interaction_id, address, roles, branch_id, assignee_id, barred_id,
      instance_id, token_no, due_at, created_at, outcomes)
    values (${id}, ${input.kind}, ${form}, 'open', ${input.title.slice(0, 500)}, ${input.note ?? ''}, ${input.caseId ?? null},
      ${input.consumerId ?? null}, ${input.interactionId ?? null}, ${input.address ?? null}, ${roles}, ${input.branchId ?? null},
      ${input.assigneeId ?? null}, ${input.barredId ?? null}, ${input.token?.instanceId ?? null}, ${input.token?.tokenNo ?? null}, ${dueAt}, ${ctx.now},
      ${input.outcomes ? JSON.stringify(input.outcomes) : null}::jsonb)`.execute(ctx.tx)
  const { task } = await selectTaskRow(ctx, id)
  await announce(ctx, 'taskCreated', { task })
  return task
}
