import { sql } from 'kysely'
import type { Context } from '../../db/context.ts'

export type MailboxCursor = { uidValidity: string; uid: number }

export async function loadMailCursor({ mailbox }: { mailbox: string }, ctx: Context): Promise<MailboxCursor | null> {
  const { rows } = await sql<MailboxCursor>`
    select uid_validity as "uidValidity", uid::float8 as uid from mail_cursor where mailbox = ${mailbox}`.execute(
    ctx.tx,
  )
  return rows[0] ?? null
}

export async function saveMailCursor(
  { mailbox, uidValidity, uid }: MailboxCursor & { mailbox: string },
  ctx: Context,
): Promise<void> {
  await sql`
    insert into mail_cursor (mailbox, uid_validity, uid, moved_at) values (${mailbox}, ${uidValidity}, ${uid}, ${ctx.now})
    on conflict (mailbox) do update set uid_validity = ${uidValidity}, uid = ${uid}, moved_at = ${ctx.now}`.execute(
    ctx.tx,
  )
}
