import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { SipLine } from '#shared/contract/call'
import { Refusal } from '#shared/contract/contract'
import { type Context, staffOf } from '../../db/context.ts'
import type { CallPorts } from './ports.ts'
import { readCompanyPhone } from './settings.ts'
import { toE164 } from './toE164.ts'

export type SipAccount = { password: string; kind: 'staff' | 'subscriber' }

/** Who may register at the exchange: staff with a SIP user, and numbers whose caller's line has been opened. */
export async function findSipAccount(sipUser: string, tx: Context['tx']): Promise<SipAccount | undefined> {
  const { rows } = await sql<SipAccount>`
    select sip_password as password, 'staff' as kind from staff where sip_user = ${sipUser} and sip_password is not null
    union all select password, 'subscriber' as kind from caller_line where phone = ${sipUser} limit 1`.execute(tx)
  return rows[0]
}

export const phoneLine =
  ({ sipDomain }: CallPorts) =>
  async (_input: object, ctx: Context): Promise<SipLine> => {
    const { rows } = await sql<{ sipUser: string; password: string }>`
      select sip_user as "sipUser", sip_password as password from staff
      where id = ${staffOf(ctx).id} and sip_user is not null and sip_password is not null`.execute(ctx.tx)
    if (!rows[0]) throw new Refusal('noLine')
    return { ...rows[0], domain: sipDomain }
  }

/** The same number gets the same line, so that a reloaded page goes on and two pages of one number both ring. */
export const openCallerLine =
  ({ sipDomain, hasCallerLines }: CallPorts) =>
  async (input: { phone: string }, ctx: Context) => {
    if (!hasCallerLines) throw new Refusal('callerLineClosed')
    const phone = toE164(input.phone)
    if (!phone) throw new Refusal('malformedPhone')
    const companyPhone = await readCompanyPhone(ctx)
    const password = randomBytes(18).toString('base64url')
    const { rows } = await sql<{ password: string }>`
      insert into caller_line (phone, password, opened_at) values (${phone}, ${password}, ${ctx.now})
      on conflict (phone) do update set opened_at = excluded.opened_at returning password`.execute(ctx.tx)
    return { sipUser: phone, password: rows[0]?.password ?? password, domain: sipDomain, phone, companyPhone }
  }
