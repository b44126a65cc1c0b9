import { sql } from 'kysely'
import type { Db } from './database.ts'

const MONTHS_AHEAD = 3

/**
 * Makes the monthly partitions of `fact` for this month and the next three. Rows that came when a month had none stay in
 * `fact_default`, and that month keeps to it. Answers the partitions made.
 */
export async function makeFactPartitions(db: Db, now = new Date()): Promise<string[]> {
  const made: string[] = []
  for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
    const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1))
    const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead + 1, 1))
    const name = `fact_${from.getUTCFullYear()}_${String(from.getUTCMonth() + 1).padStart(2, '0')}`
    if (await makeOne(db, name, from, to)) made.push(name)
  }
  return made
}

async function makeOne(db: Db, name: string, from: Date, to: Date): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_class where relname = ${name}
    union all (select 1 from fact_default where at >= ${from} and at < ${to} limit 1)`.execute(db)
  if (rows.length > 0) return false
  await sql`
    create table ${sql.table(name)} partition of fact
    for values from (${sql.lit(from.toISOString())}) to (${sql.lit(to.toISOString())})`.execute(db)
  return true
}
