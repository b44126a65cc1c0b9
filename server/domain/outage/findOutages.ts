import { sql } from 'kysely'
import { Outage } from '#shared/contract/consumer'
import type { ConsumerId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'

/** One of them: a consumer's own points, one metering point, or an address as a person says it. */
export type OutagesOf = { consumerId: ConsumerId } | { meteringPointId: string } | { address: string }

/** Outages that last now or begin within a week, those of now first. An address matches when all its words stand in the point's address. */
export async function findOutages(of: OutagesOf, ctx: Context): Promise<Outage[]> {
  const { rows } = await sql<{ startsAt: Date; endsAt: Date | null }>`
    select distinct o.id, o.feeder, o.kind, o.reason, o.starts_at as "startsAt", o.ends_at as "endsAt"
    from outage o where o.restored_at is null and (o.ends_at is null or o.ends_at > ${ctx.now})
      and o.starts_at < ${ctx.now}::timestamptz + interval '7 days' and o.feeder in (${feedersOf(of)})
    order by o.starts_at limit 20`.execute(ctx.tx)
  return rows.map((row) =>
    Outage.parse({ ...row, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt?.toISOString() ?? null }),
  )
}

function feedersOf(of: OutagesOf) {
  if ('meteringPointId' in of) return sql`select feeder from metering_point where id = ${of.meteringPointId}`
  if ('consumerId' in of) {
    return sql`select m.feeder from metering_point m join account a on a.id = m.account_id where a.consumer_id = ${of.consumerId}`
  }
  const words =
    of.address
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const named = words.filter((word) => !['г', 'ул', 'улица', 'д', 'дом', 'кв', 'город'].includes(word))
  // without a word or without a house number half a town would match
  if (named.length < 2) return sql`select null::text where false`
  const all = named.map((word) => sql`replace(lower(m.address), 'ё', 'е') ~ ${`(^|[^[:alnum:]])${word}`}`)
  return sql`select m.feeder from metering_point m where ${sql.join(all, sql` and `)}`
}
