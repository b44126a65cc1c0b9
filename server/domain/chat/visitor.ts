import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { VisitorToken } from '#shared/contract/chat'
import { Denied } from '#shared/contract/contract'
import type { InteractionId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { readSetting } from '../../db/setting.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest()

/** The contact whose visitor bears this token; undefined for a malformed, unknown or expired one. */
export async function findVisitor(
  { token }: { token: string },
  ctx: Pick<Context, 'tx' | 'now'>,
): Promise<InteractionId | undefined> {
  if (!VisitorToken.safeParse(token).success) return undefined
  const { rows } = await sql<{ id: InteractionId }>`
    select interaction_id as id from visitor_token where token_hash = ${hashOf(token)} and expires_at > ${ctx.now}`.execute(
    ctx.tx,
  )
  return rows[0]?.id
}

/** Lets the bearer of the token be this contact's visitor for some days. A token that belongs to another contact is refused. */
export async function admitVisitor(
  { token, interactionId }: { token: string; interactionId: InteractionId },
  ctx: Context,
): Promise<void> {
  const days = await readSetting(ctx, 'visitorTokenDays', z.number())
  const { rows } = await sql<{ interaction_id: InteractionId }>`
    insert into visitor_token (token_hash, interaction_id, expires_at)
    values (${hashOf(token)}, ${interactionId}, ${ctx.now}::timestamptz + make_interval(days => ${days}))
    on conflict (token_hash) do update set expires_at = excluded.expires_at
    returning interaction_id`.execute(ctx.tx)
  if (rows[0]?.interaction_id !== interactionId) throw new Denied('notYours')
}

/** The contact of the visitor who calls. Throws Denied for anybody else. */
export function visitorOf(ctx: Context): InteractionId {
  if (ctx.actor.kind !== 'visitor') throw new Denied('visitorOnly')
  return ctx.actor.interactionId
}
