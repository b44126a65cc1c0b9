import { sql } from 'kysely'
import type { MeterId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import type { ParsedLine } from './importLine.ts'

type Named = Pick<ParsedLine, 'account' | 'meter'>
type Row = { id: MeterId; meter: string; account: string; isStanding: boolean }

/**
 * Finds the meters of many lines with one question: by the number of the meter, which must be of the account where one stands
 * beside it; by the account alone where it has one standing meter. Whatever is not one meter is none.
 */
export async function findMetersOf(lines: readonly Named[], ctx: Context): Promise<(line: Named) => MeterId | null> {
  const { rows } = await sql<Row>`
    select m.id, m.number as meter, a.number as account, m.removed_on is null as "isStanding"
    from meter m join metering_point p on p.id = m.metering_point_id join account a on a.id = p.account_id
    where m.number = any(${lines.flatMap(({ meter }) => meter ?? [])}::text[])
    union
    select m.id, m.number, a.number, m.removed_on is null
    from meter m join metering_point p on p.id = m.metering_point_id join account a on a.id = p.account_id
    where a.number = any(${lines.flatMap(({ account, meter }) => (meter === null && account !== null ? account : []))}::text[])`.execute(
    ctx.tx,
  )
  const byMeter = Map.groupBy(rows, ({ meter }) => meter)
  const byAccount = Map.groupBy(rows, ({ account }) => account)
  return ({ account, meter }) => {
    const found =
      meter === null
        ? (byAccount.get(account ?? '') ?? []).filter(({ isStanding }) => isStanding)
        : (byMeter.get(meter) ?? []).filter((row) => account === null || row.account === account)
    return found.length === 1 ? (found[0]?.id ?? null) : null
  }
}
