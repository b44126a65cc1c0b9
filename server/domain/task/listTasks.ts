import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '#shared/contract/contract'
import type { StaffId } from '#shared/contract/ids'
import type { Task } from '#shared/contract/task'
import { type Context, type StaffActor, staffOf } from '../../db/context.ts'
import { standsInFor } from '../absence/index.ts'
import { mayDo, selectTasks } from './sql.ts'

type View = 'mine' | 'assigned' | 'escalated'
type Input = { view: View; after?: string | undefined; limit: number }

const Cursor = z.tuple([z.coerce.number().int(), z.iso.datetime(), z.uuid()])

/** By priority, then by due date, so what is overdue stands first of its kind. Refusal: badCursor. */
export async function listTasks({ view, after, limit }: Input, ctx: Context) {
  const staff = staffOf(ctx)
  const seen = inView(view, staff, view === 'mine' ? await standsInFor({ staffId: staff.id }, ctx) : [])
  const rest = after === undefined ? sql`` : afterCursor(after)
  const items = await selectTasks(
    ctx,
    sql`where t.state = 'open' and ${seen} ${rest} order by -t.priority, t.due_at, t.id limit ${limit + 1}`,
  )
  const counted = await sql<{ total: number; overdue: number }>`
    select count(*)::int as total, (count(*) filter (where t.due_at < ${ctx.now}))::int as overdue from task t where t.state = 'open' and ${seen}`.execute(
    ctx.tx,
  )
  const page = items.slice(0, limit)
  return {
    items: page,
    next: items.length > limit ? cursorOf(page.at(-1)) : null,
    total: counted.rows[0]?.total ?? 0,
    overdue: counted.rows[0]?.overdue ?? 0,
  }
}

function inView(view: View, staff: StaffActor, absent: readonly StaffId[]): RawBuilder<unknown> {
  const branch = sql`(t.branch_id is null or ${staff.branchId}::uuid is null or t.branch_id = ${staff.branchId})`
  const isSupervisor = staff.roles.includes('supervisor')
  const ofRole = sql`exists (select 1 from staff p where p.id = ${staff.id} and ${mayDo(sql`${staff.roles}::text[]`)})`
  const ofAbsent = sql`t.assignee_id = any(${absent}::uuid[])`
  if (view === 'assigned') return sql`t.assignee_id = ${staff.id}`
  if (view === 'escalated') return sql`t.is_escalated and ${branch} and (${isSupervisor} or ${ofRole})`
  const free = sql`(t.assignee_id is null or t.assignee_id = ${staff.id})`
  return sql`${branch} and ((${ofRole} and ${free}) or t.assignee_id = ${staff.id} or ${ofAbsent} or (t.is_escalated and ${isSupervisor}))`
}

const cursorOf = (task: Task | undefined) => (task ? `${task.priority}_${task.dueAt}_${task.id}` : null)

function afterCursor(after: string): RawBuilder<unknown> {
  const cursor = Cursor.safeParse(after.split('_'))
  if (!cursor.success) throw new Refusal('badCursor')
  const [priority, dueAt, id] = cursor.data
  return sql`and (-t.priority, t.due_at, t.id) > (${-priority}::int, ${dueAt}::timestamptz, ${id}::uuid)`
}
