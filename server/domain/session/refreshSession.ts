import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { SessionId, StaffId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { endSessions } from './endSession.ts'
import type { Opened } from './signIn.ts'
import { hashSecret, makeSecret, REFRESH_DAYS } from './tokens.ts'

type Row = { id: SessionId; staff_id: StaffId; is_current: boolean; keeps_cookie: boolean; rotated_at: Date }
/** Ending a stolen session must be committed, so the refusal is an answer. */
export type Refreshed = { opened: Opened } | { refusal: Refusal }

// two tabs may refresh at once: the one that comes second, within this time, is no thief
const GRACE_MS = 10_000

/** A new refresh token for the old one. An old one that comes again later ends the session: somebody else has a copy. */
export async function refreshSession({ refreshToken }: { refreshToken: string }, ctx: Context): Promise<Refreshed> {
  const hash = hashSecret(refreshToken)
  const { rows } = await sql<Row>`
    select id, staff_id, refresh_hash = ${hash} as is_current, keeps_cookie, rotated_at from session
    where (refresh_hash = ${hash} or previous_hash = ${hash}) and ended_at is null and expires_at > ${ctx.now} for update`.execute(
    ctx.tx,
  )
  const session = rows[0]
  if (!session) return { refusal: new Refusal('sessionEnded') }
  const isLate = !session.is_current && ctx.now.getTime() - session.rotated_at.getTime() > GRACE_MS
  if (isLate) {
    await endSessions([session.id], session.staff_id, ctx)
    return { refusal: new Refusal('sessionEnded') }
  }
  const next = makeSecret()
  const expiresAt = new Date(ctx.now.getTime() + REFRESH_DAYS * 86_400_000)
  await sql`
    update session set previous_hash = ${hash}, refresh_hash = ${hashSecret(next)}, last_used_at = ${ctx.now},
      rotated_at = ${ctx.now}, expires_at = ${expiresAt} where id = ${session.id}`.execute(ctx.tx)
  return {
    opened: { staffId: session.staff_id, sessionId: session.id, refreshToken: next, keepsCookie: session.keeps_cookie },
  }
}
