import { sql } from 'kysely'
import { inTransaction } from '../../db/context.ts'
import type { Db } from '../../db/database.ts'
import { addCases } from './cases.ts'
import { addCompany } from './company.ts'
import { addConsumers } from './consumers.ts'
import { addHistory, addOutages } from './history.ts'
import { makeRandom } from './random.ts'
import { addReadings } from './readings.ts'

const SEED = 7
// journeys need no more than a few streets
const CONSUMERS = Number(process.env.OKNO_DEMO_CONSUMERS ?? 5_000)

/** Fills an empty database with a believable company; answers false when somebody works there already. */
export async function addDemo(db: Db, onProgress: (line: string) => void): Promise<boolean> {
  return inTransaction(db, { kind: 'system', name: 'demo' }, async (ctx) => {
    const { rows } = await sql`select 1 from staff limit 1`.execute(ctx.tx)
    if (rows.length > 0) return false
    const random = makeRandom(SEED)
    const company = await addCompany(ctx, random)
    onProgress(`${company.branches.length} branches, ${company.offices.length} offices, ${company.staff.length} staff`)
    const consumers = await addConsumers(ctx, random, company.branches, CONSUMERS)
    onProgress(`${consumers.length} consumers with accounts and metering points`)
    const contacts = await addHistory(ctx, random, company, consumers)
    await addOutages(ctx, random, company.branches)
    const cases = await addCases(ctx, company.staff, consumers)
    const readings = await addReadings(ctx, consumers)
    onProgress(`${readings} readings of their meters`)
    onProgress(`${contacts} contacts of the last half year, ${cases} appeals on their way`)
    return true
  }).then(async (isNew) => {
    if (isNew) await sql`analyze`.execute(db)
    return isNew
  })
}
