import { sql } from 'kysely'
import { SessionLine } from '#shared/contract/session'
import { type Context, staffOf } from '../../db/context.ts'

/** My open sessions, the last used first. */
export async function listSessions(_input: object, ctx: Context): Promise<SessionLine[]> {
  const staff = staffOf(ctx)
  const { rows } = await sql<{ startedAt: Date; lastUsedAt: Date }>`
    select id, started_at as "startedAt", last_used_at as "lastUsedAt", user_agent as "userAgent", address,
      id = ${staff.sessionId} as "isCurrent"
    from session where staff_id = ${staff.id} and ended_at is null and expires_at > ${ctx.now} order by last_used_at desc`.execute(
    ctx.tx,
  )
  return rows.map((row) =>
    SessionLine.parse({ ...row, startedAt: row.startedAt.toISOString(), lastUsedAt: row.lastUsedAt.toISOString() }),
  )
}
