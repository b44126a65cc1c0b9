import type { Context } from '../db/context.ts'
import type { Client } from '../domain/session/index.ts'

/** What only signing in and out need to know of the connection. */
export type HttpContext = Context & {
  client: Client
  /** The refresh token of a browser, from its HttpOnly cookie. */
  refreshCookie: string | undefined
  keepCookie: (refreshToken: string | null) => void
}
