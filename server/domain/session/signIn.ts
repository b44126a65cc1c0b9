import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '#shared/contract/contract'
import type { SessionId, StaffId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { readSetting } from '../../db/setting.ts'
import { ensurePresence } from '../presence/index.ts'
import { isPassword, nobodysHash } from './passwords.ts'
import { hashSecret, makeSecret, REFRESH_DAYS } from './tokens.ts'

type Row = { id: StaffId; password_hash: string; failed_tries: number; locked_until: Date | null }
export type Client = { userAgent: string; address: string }
export type Opened = { staffId: StaffId; sessionId: SessionId; refreshToken: string; keepsCookie: boolean }
type Input = { login: string; password: string; keep: 'cookie' | 'token' }
/** A failed try must be counted, so it is an answer and not an exception that would roll it back. */
export type SignInResult = { opened: Opened } | { refusal: Refusal }

/** Checks the password and opens a session. Refusals: wrongLoginOrPassword (told alike for an unknown login), lockedOut {until}. */
export async function signIn(input: Input, client: Client, ctx: Context): Promise<SignInResult> {
  const { rows } = await sql<Row>`
    select id, password_hash, failed_tries, locked_until from staff where login = ${input.login.toLowerCase()} for update`.execute(
    ctx.tx,
  )
  const staff = rows[0]
  if (staff?.locked_until && staff.locked_until > ctx.now) return { refusal: lockedOut(staff.locked_until) }
  const isRight = await isPassword(staff?.password_hash ?? (await nobodysHash), input.password)
  if (!staff) return { refusal: new Refusal('wrongLoginOrPassword') }
  if (!isRight) return { refusal: await countFailure(staff, ctx) }
  await sql`update staff set failed_tries = 0, locked_until = null where id = ${staff.id}`.execute(ctx.tx)
  await ensurePresence({ staffId: staff.id }, ctx)
  return { opened: await openSession(staff.id, input.keep === 'cookie', client, ctx) }
}

const lockedOut = (until: Date) => new Refusal('lockedOut', { until: until.toISOString() })

async function countFailure(staff: Row, ctx: Context) {
  const maxTries = await readSetting(ctx, 'signInMaxTries', z.number())
  const lockMinutes = await readSetting(ctx, 'signInLockMinutes', z.number())
  const tries = staff.failed_tries + 1
  const until = tries >= maxTries ? new Date(ctx.now.getTime() + lockMinutes * 60_000) : null
  await sql`update staff set failed_tries = ${until ? 0 : tries}, locked_until = ${until} where id = ${staff.id}`.execute(
    ctx.tx,
  )
  await announce(ctx, 'signInFailed', { staffId: staff.id, failedTries: tries })
  return until ? lockedOut(until) : new Refusal('wrongLoginOrPassword')
}

async function openSession(staffId: StaffId, keepsCookie: boolean, client: Client, ctx: Context): Promise<Opened> {
  const sessionId = newId<SessionId>()
  const refreshToken = makeSecret()
  const expiresAt = new Date(ctx.now.getTime() + REFRESH_DAYS * 86_400_000)
  await sql`
    insert into session (id, staff_id, refresh_hash, started_at, last_used_at, rotated_at, expires_at, keeps_cookie, user_agent, address)
    values (${sessionId}, ${staffId}, ${hashSecret(refreshToken)}, ${ctx.now}, ${ctx.now}, ${ctx.now}, ${expiresAt},
      ${keepsCookie}, ${client.userAgent.slice(0, 300)}, ${client.address})`.execute(ctx.tx)
  await announce(ctx, 'sessionStarted', { sessionId, staffId })
  return { staffId, sessionId, refreshToken, keepsCookie }
}
