import type { Context } from '../../db/context.ts'
import { tokensOf } from '../../domain/consumer/index.ts'
import { insertMany } from './bulk.ts'
import type { Branch } from './company.ts'
import { firmName, personName, toLatin } from './names.ts'
import type { Random } from './random.ts'

export type DemoConsumer = { id: string; branchId: string; name: string; phone: string; email: string | null }
const FEEDERS_A_BRANCH = 24
export const feederOf = (branch: Branch, n: number) => `${branch.code}-${String(n + 1).padStart(2, '0')}`

type Rows = Record<
  'consumer' | 'consumer_phone' | 'consumer_email' | 'account' | 'metering_point' | 'consumer_search',
  Record<string, unknown>[]
>

/** Persons, sole traders and firms with accounts and metering points; neighbours share a street, a house and a feeder. */
export async function addConsumers(
  ctx: Context,
  random: Random,
  branches: readonly Branch[],
  count: number,
): Promise<DemoConsumer[]> {
  const rows: Rows = {
    consumer: [],
    consumer_phone: [],
    consumer_email: [],
    account: [],
    metering_point: [],
    consumer_search: [],
  }
  const made: DemoConsumer[] = []
  for (let n = 0; n < count; n++)
    made.push(
      n === 0 ? known(rows, ctx, random, branches) : makeOne(rows, ctx, random, pickBranch(random, branches), n),
    )
  for (const table of [
    'consumer',
    'consumer_phone',
    'consumer_email',
    'account',
    'metering_point',
    'consumer_search',
  ] as const)
    await insertMany(ctx, table, rows[table])
  return made
}

// half of the consumers live in the capital
const pickBranch = (random: Random, branches: readonly Branch[]): Branch =>
  random.chance(0.5) && branches[0] ? branches[0] : random.pick(branches)

function makeOne(rows: Rows, ctx: Context, random: Random, branch: Branch, n: number): DemoConsumer {
  const kind = random.chance(0.88) ? 'person' : random.chance(0.4) ? 'soleTrader' : 'organization'
  const name = kind === 'organization' ? firmName(random) : personName(random)
  const street = random.pick(branch.streets)
  const house = random.below(60) + 1
  const flat = kind === 'organization' ? '' : `-${random.below(120) + 1}`
  const prefix = street.startsWith('проспект') ? '' : 'ул. '
  return put(rows, ctx, random, {
    branch,
    kind,
    name,
    address: `${branch.city}, ${prefix}${street}, ${house}${flat}`,
    // the houses of a street hang on few feeders
    feeder: feederOf(branch, (branch.streets.indexOf(street) * 4 + (house % 4)) % FEEDERS_A_BRANCH),
    phone: `+79${random.digits(9)}`,
    email: random.chance(0.6)
      ? `${toLatin(name.split(' ')[kind === 'organization' ? 1 : 0] ?? 'user') || 'user'}${n}@example.com`
      : null,
    account: String(1_000_000 + n * 7),
    flags: random.chance(0.03)
      ? ['protected']
      : random.chance(0.01)
        ? ['vip']
        : random.chance(0.01)
          ? ['conflict']
          : [],
  })
}

/** The consumer of the five-minute tour. */
function known(rows: Rows, ctx: Context, random: Random, branches: readonly Branch[]): DemoConsumer {
  const branch = branches[0]
  if (!branch) throw new Error('no branch')
  return put(rows, ctx, random, {
    branch,
    kind: 'person',
    name: 'Шарафутдинова Гульнара Ильдаровна',
    address: 'Казань, ул. Баумана, 12-44',
    feeder: feederOf(branch, 0),
    phone: '+79172345678',
    email: 'gulnara@example.com',
    account: '1004521',
    flags: [],
  })
}

type Given = {
  branch: Branch
  kind: string
  name: string
  address: string
  feeder: string
  phone: string
  email: string | null
  account: string
  flags: string[]
}

function put(rows: Rows, ctx: Context, random: Random, given: Given): DemoConsumer {
  const { branch, name, address, phone, email } = given
  const id = random.uuid()
  const accountId = random.uuid()
  const meter = random.digits(8)
  const inn = given.kind === 'person' ? null : random.digits(given.kind === 'organization' ? 10 : 12)
  rows.consumer.push({ id, branch_id: branch.id, kind: given.kind, name, inn, flags: given.flags, created_at: ctx.now })
  rows.consumer_phone.push({ consumer_id: id, phone })
  if (email) rows.consumer_email.push({ consumer_id: id, email })
  rows.account.push({ id: accountId, consumer_id: id, number: given.account, supplier: 'Энергосбыт' })
  rows.metering_point.push({
    id: random.uuid(),
    account_id: accountId,
    address,
    meter_number: meter,
    feeder: given.feeder,
    tariff: random.pick(['одноставочный', 'день-ночь']),
  })
  const tokens = tokensOf({
    name,
    addresses: [address],
    accounts: [given.account],
    meters: [meter],
    phones: [phone],
    emails: email ? [email] : [],
    inn,
  })
  rows.consumer_search.push({ consumer_id: id, branch_id: branch.id, words: '', tokens })
  return { id, branchId: branch.id, name, phone, email }
}
