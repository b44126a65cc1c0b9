import { sql } from 'kysely'
import { Missing } from '#shared/contract/contract'
import type { SessionId, StaffId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import { type Context, staffOf } from '../../db/context.ts'
import { goOffline } from '../presence/index.ts'

/** Ends these sessions; their access tokens are refused from the next call on. The last one gone, the person is offline. */
export async function endSessions(ids: readonly SessionId[], staffId: StaffId, ctx: Context): Promise<void> {
  if (ids.length === 0) return
  await sql`update session set ended_at = ${ctx.now} where id = any(${ids}::uuid[]) and ended_at is null`.execute(
    ctx.tx,
  )
  await announce(ctx, 'sessionsEnded', { sessionIds: [...ids], staffId })
  const { rows } = await sql`
    select 1 from session where staff_id = ${staffId} and ended_at is null and expires_at > ${ctx.now} limit 1`.execute(
    ctx.tx,
  )
  if (rows.length === 0) await goOffline({ staffId }, ctx)
}

/** Ends one of my own sessions, on another machine or here. */
export async function endSession(
  { sessionId }: { sessionId: SessionId },
  ctx: Context,
): Promise<Record<string, never>> {
  const staff = staffOf(ctx)
  const { rows } = await sql`select 1 from session where id = ${sessionId} and staff_id = ${staff.id}`.execute(ctx.tx)
  if (rows.length === 0) throw new Missing('noSuchSession')
  await endSessions([sessionId], staff.id, ctx)
  return {}
}

export async function signOut(_input: object, ctx: Context): Promise<Record<string, never>> {
  const staff = staffOf(ctx)
  await endSessions([staff.sessionId], staff.id, ctx)
  return {}
}

export async function signOutEverywhere(_input: object, ctx: Context): Promise<{ ended: number }> {
  const staff = staffOf(ctx)
  const { rows } = await sql<{
    id: SessionId
  }>`select id from session where staff_id = ${staff.id} and ended_at is null`.execute(ctx.tx)
  await endSessions(
    rows.map((row) => row.id),
    staff.id,
    ctx,
  )
  return { ended: rows.length }
}
