import { sql } from 'kysely'
import type { SessionId, StaffId } from '#shared/contract/ids'
import { Me } from '#shared/contract/session'
import type { Context, StaffActor } from '../../db/context.ts'

/** Who is behind a session that has not ended; undefined otherwise. */
export async function selectMe(
  tx: Context['tx'],
  staffId: StaffId,
  sessionId: SessionId,
  now: Date,
): Promise<Me | undefined> {
  const { rows } = await sql`
    select s.id as "staffId", n.id as "sessionId", s.name, s.login, s.roles, s.branch_id as "branchId", b.name as "branchName",
      s.office_id as "officeId", o.name as "officeName", s.sip_user as "sipUser", s.unit, s.skills
    from session n join staff s on s.id = n.staff_id left join branch b on b.id = s.branch_id left join office o on o.id = s.office_id
    where n.id = ${sessionId} and s.id = ${staffId} and n.ended_at is null and n.expires_at > ${now}`.execute(tx)
  return rows[0] ? Me.parse(rows[0]) : undefined
}

export const actorOf = (me: Me): StaffActor => ({
  kind: 'staff',
  id: me.staffId,
  name: me.name,
  roles: me.roles,
  branchId: me.branchId,
  officeId: me.officeId,
  sessionId: me.sessionId,
})
