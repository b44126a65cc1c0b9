import { sql } from 'kysely'
import type { ConsumerId } from '#shared/contract/ids'
import type { Meter, OfferedMeter } from '#shared/contract/reading'
import type { Context } from '../../db/context.ts'
import { selectMeters } from './sql.ts'

/** More than these behind one number is no household: staff help. */
const MOST = 10

/** The standing meters behind an account or the number of a meter. A number that several accounts have is nobody's. */
export async function findMeters(
  { number }: { number: string },
  ctx: Context,
): Promise<(Meter & { consumerId: ConsumerId })[]> {
  const typed = number.replace(/[\s№-]/g, '')
  const found = await selectMeters(
    ctx,
    sql`where m.removed_on is null and p.tariff <> '' and (a.number = ${typed} or m.number = ${typed}) order by m.number limit ${MOST}`,
  )
  const byAccount = found.filter((meter) => meter.accountNumber === typed)
  if (byAccount.length > 0) return byAccount
  return found.length === 1 ? found : []
}

/** Enough to recognise one's own meter, too little to learn a stranger's. */
export const offered = ({ id, number, zones, digits }: Meter): OfferedMeter => ({
  id,
  numberEnd: number.slice(-4),
  zones,
  digits,
})
export const offerMeters = async (input: { number: string }, ctx: Context): Promise<OfferedMeter[]> =>
  (await findMeters(input, ctx)).map(offered)
