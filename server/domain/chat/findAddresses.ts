import { sql } from 'kysely'
import { partsOf } from '#shared/rules/address'
import { type AddressOutages, MAX_OPTIONS } from '#shared/rules/bot'
import type { Context } from '../../db/context.ts'
import { findOutages } from '../consumer/index.ts'

type House = { house: string; points: string[]; likeness: number }
const FLAT = '(,? *кв\\.? *[0-9]+[а-я]?|-[0-9]+[а-я]?)$'
/** Of houses found, those not much less alike than the best: «Бауманна» still means «Баумана», and «Баумана» not «Бакуманка». */
const NEAR_BEST = 0.2

/** Houses that fit an address as a person wrote it (misspelt street, Latin letters), each with its outages of now and the coming week. */
export async function findAddresses(
  { address, isExact }: { address: string; isExact: boolean },
  ctx: Context,
): Promise<AddressOutages[]> {
  const houses = isExact ? await exactly(address, ctx) : await alike(address, ctx)
  const found: AddressOutages[] = []
  for (const { house, points } of houses) {
    const outages = await Promise.all(points.map((meteringPointId) => findOutages({ meteringPointId }, ctx)))
    const byId = new Map(outages.flat().map((outage) => [outage.id, outage]))
    found.push({ address: house, outages: [...byId.values()] })
  }
  return found
}

async function alike(address: string, ctx: Context): Promise<House[]> {
  const { street, house } = partsOf(address)
  const number = `(^|[^0-9a-zа-я/])${house.replace(/[^0-9a-zа-я/]/g, '')}$`
  const { rows } = await sql<House>`
    with near as (
      select regexp_replace(m.address, ${FLAT}, '') as house, m.feeder, min(m.id::text) as point,
        max(word_similarity(${street}, replace(lower(m.address), 'ё', 'е'))) as likeness
      from metering_point m where ${street} <% replace(lower(m.address), 'ё', 'е') group by 1, 2)
    select house, array_agg(point) as points, max(likeness) as likeness from near
    where replace(lower(house), 'ё', 'е') ~ ${number}
    group by house order by likeness desc, house limit 20`.execute(ctx.tx)
  const best = rows[0]?.likeness ?? 0
  return rows.filter((row) => row.likeness >= best - NEAR_BEST).slice(0, MAX_OPTIONS)
}

async function exactly(address: string, ctx: Context): Promise<House[]> {
  const { rows } = await sql<{ point: string }>`
    select min(m.id::text) as point from metering_point m
    where replace(lower(m.address), 'ё', 'е') like ${`${address
      .toLowerCase()
      .replaceAll('ё', 'е')
      .replace(/[\\%_]/g, '\\$&')}%`}
      and regexp_replace(m.address, ${FLAT}, '') = ${address} group by m.feeder`.execute(ctx.tx)
  return rows.length > 0 ? [{ house: address, points: rows.map((row) => row.point), likeness: 1 }] : []
}
