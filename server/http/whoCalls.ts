import type { InteractionId } from '#shared/contract/ids'
import type { Actor } from '../db/context.ts'
import type { Db } from '../db/database.ts'
import { actorOf, readAccess, selectMe } from '../domain/session/index.ts'

/** Whose visitor token this is; filled by start.ts from the nouns that have visitors. */
export type FindVisitor = (token: string) => Promise<InteractionId | undefined>

/** The actor behind an access token; undefined when it is wrong, expired, or its session has ended. */
export async function staffBehind(db: Db, token: string, now = new Date()): Promise<Actor | undefined> {
  const claims = await readAccess(token, now)
  const me = claims && (await selectMe(db, claims.staffId, claims.sessionId, now))
  return me && actorOf(me)
}

/** Reads `Authorization: Bearer <access token>` or `Visitor <token>`. A wrong one is nobody, never somebody less. */
export async function whoCalls(
  db: Db,
  header: string | undefined,
  address: string,
  findVisitor: FindVisitor,
): Promise<Actor> {
  const [scheme, token] = header?.split(' ') ?? []
  if (!scheme || !token) return { kind: 'anyone', address }
  if (scheme === 'Visitor') {
    const interactionId = await findVisitor(token)
    return interactionId ? { kind: 'visitor', interactionId } : { kind: 'anyone', address }
  }
  return (await staffBehind(db, token)) ?? { kind: 'anyone', address }
}
