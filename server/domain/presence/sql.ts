import { type RawBuilder, sql } from 'kysely'
import type { StaffId } from '#shared/contract/ids'
import { Presence } from '#shared/contract/presence'
import type { Context } from '../../db/context.ts'

export async function selectPresence(tx: Context['tx'], tail: RawBuilder<unknown>): Promise<Presence[]> {
  const { rows } = await sql<{ since: Date }>`
    select s.id as "staffId", s.name, s.roles, s.branch_id as "branchId", s.sip_user as "sipUser",
      p.state, p.reason, p.since, p.interaction_id as "interactionId",
      (select count(*)::int from interaction i where i.staff_id = s.id and i.state = 'open' and i.channel = 'chat') as "openChats"
    from presence p join staff s on s.id = p.staff_id ${tail}`.execute(tx)
  return rows.map((row) => Presence.parse({ ...row, since: row.since.toISOString() }))
}

/** Throws when the person has no presence row: every member of staff gets one when they sign in. */
export async function presenceOf(tx: Context['tx'], staffId: StaffId): Promise<Presence> {
  const [presence] = await selectPresence(tx, sql`where s.id = ${staffId}`)
  if (!presence) throw new Error('no presence row')
  return presence
}
