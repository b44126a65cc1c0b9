import { sql } from 'kysely'
import type { ConsumerLine } from '#shared/contract/consumer'
import type { Context } from '../../db/context.ts'
import { selectLines } from './sql.ts'

const CANDIDATES = 10

/** Whose phone it may be; several people share one. `phone` is E.164. Only the system and staff ask, so no branch is left out: a caller is not refused. */
export const findByPhone = ({ phone }: { phone: string }, ctx: Context): Promise<ConsumerLine[]> =>
  selectLines(
    ctx.tx,
    sql`where c.id in (select consumer_id from consumer_phone where phone = ${phone}) order by c.name limit ${CANDIDATES}`,
  )

export const findByEmail = ({ email }: { email: string }, ctx: Context): Promise<ConsumerLine[]> =>
  selectLines(
    ctx.tx,
    sql`where c.id in (select consumer_id from consumer_email where lower(email) = lower(${email})) order by c.name limit ${CANDIDATES}`,
  )

export const findByAccount = ({ number }: { number: string }, ctx: Context): Promise<ConsumerLine[]> =>
  selectLines(
    ctx.tx,
    sql`where c.id in (select consumer_id from account where number = ${number}) order by c.name limit ${CANDIDATES}`,
  )
