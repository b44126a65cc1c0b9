import { Denied } from '#shared/contract/contract'
import type { Me } from '#shared/contract/session'
import { type Context, staffOf } from '../../db/context.ts'
import { selectMe } from './sql.ts'

export { endSession, endSessions, signOut, signOutEverywhere } from './endSession.ts'
export { listSessions } from './listSessions.ts'
export { hashPassword } from './passwords.ts'
export { refreshSession } from './refreshSession.ts'
export { type Client, type Opened, signIn } from './signIn.ts'
export { actorOf, selectMe } from './sql.ts'
export { hashSecret, makeSecret, openSigningKey, REFRESH_DAYS, readAccess, signAccess } from './tokens.ts'

export async function whoAmI(_input: object, ctx: Context): Promise<Me> {
  const staff = staffOf(ctx)
  const me = await selectMe(ctx.tx, staff.id, staff.sessionId, ctx.now)
  if (!me) throw new Denied('sessionEnded')
  return me
}
