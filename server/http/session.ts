import type { z } from 'zod'
import { Refusal } from '#shared/contract/contract'
import type { sessionEndpoints } from '#shared/contract/session'
import {
  endSession,
  listSessions,
  type Opened,
  refreshSession,
  selectMe,
  signAccess,
  signIn,
  signOut,
  signOutEverywhere,
  whoAmI,
} from '../domain/session/index.ts'
import type { HttpContext } from './httpContext.ts'

type Table = typeof sessionEndpoints
/** A refusal that is returned, not thrown, leaves the transaction to commit: a failed try is counted, a stolen session ended. */
export type SessionHandlers = {
  [K in keyof Table]: (
    input: z.output<Table[K]['input']>,
    ctx: HttpContext,
  ) => Promise<z.input<Table[K]['output']> | Refusal>
}

/** Signing in and out, where the cookie is. */
export const sessionHandlers: SessionHandlers = {
  async signIn(input, ctx) {
    const result = await signIn(input, ctx.client, ctx)
    return 'refusal' in result ? result.refusal : signedIn(result.opened, ctx)
  },
  async refreshSession(input, ctx) {
    const refreshToken = input.refreshToken ?? ctx.refreshCookie
    if (!refreshToken) throw new Refusal('sessionEnded')
    const result = await refreshSession({ refreshToken }, ctx)
    if ('opened' in result) return signedIn(result.opened, ctx)
    ctx.keepCookie(null)
    return result.refusal
  },
  async signOut(input, ctx) {
    ctx.keepCookie(null)
    return signOut(input, ctx)
  },
  async signOutEverywhere(input, ctx) {
    ctx.keepCookie(null)
    return signOutEverywhere(input, ctx)
  },
  whoAmI,
  listSessions,
  endSession,
}

async function signedIn(opened: Opened, ctx: HttpContext) {
  const me = await selectMe(ctx.tx, opened.staffId, opened.sessionId, ctx.now)
  if (!me) throw new Error('a session just opened is not there')
  const access = await signAccess(opened, ctx.now)
  if (opened.keepsCookie) ctx.keepCookie(opened.refreshToken)
  return {
    accessToken: access.token,
    accessExpiresAt: access.expiresAt.toISOString(),
    refreshToken: opened.keepsCookie ? null : opened.refreshToken,
    me,
  }
}
