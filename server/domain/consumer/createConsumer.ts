import { sql } from 'kysely'
import type { Consumer, ConsumerKind } from '#shared/contract/consumer'
import { Denied, Refusal } from '#shared/contract/contract'
import type { BranchId, ConsumerId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import { type Context, seesBranch } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { indexConsumer, selectCard } from './sql.ts'

export type NewConsumer = {
  kind: ConsumerKind
  name: string
  phone?: string | undefined
  email?: string | undefined
  address?: string | undefined
  branchId?: BranchId | undefined
}

/** A new record; duplicates are looked for before (search) and after (matching), never refused here. */
export async function createConsumer(input: NewConsumer, ctx: Context): Promise<Consumer> {
  const own = ctx.actor.kind === 'staff' ? ctx.actor.branchId : null
  const branchId = input.branchId ?? own
  if (!branchId) throw new Refusal('branchRequired')
  if (!seesBranch(ctx.actor, branchId)) throw new Denied('otherBranch')
  const id = newId<ConsumerId>()
  await sql`insert into consumer (id, branch_id, kind, name, created_at) values (${id}, ${branchId}, ${input.kind}, ${input.name}, ${ctx.now})`.execute(
    ctx.tx,
  )
  if (input.phone)
    await sql`insert into consumer_phone (consumer_id, phone) values (${id}, ${input.phone})`.execute(ctx.tx)
  if (input.email)
    await sql`insert into consumer_email (consumer_id, email) values (${id}, ${input.email})`.execute(ctx.tx)
  if (input.address) await addAddress(id, input.address, ctx)
  await indexConsumer(ctx.tx, id)
  const consumer = await selectCard(ctx.tx, id)
  await announce(ctx, 'consumerCreated', { consumer })
  return consumer
}

/** An address hangs on a metering point: until a supplier's record comes, a provisional account holds it. */
async function addAddress(id: ConsumerId, address: string, ctx: Context) {
  const account = newId()
  await sql`insert into account (id, consumer_id, number, supplier) values (${account}, ${id}, ${`П-${account.slice(-12)}`}, '')`.execute(
    ctx.tx,
  )
  await sql`
    insert into metering_point (id, account_id, address, meter_number, feeder, tariff)
    values (${newId()}, ${account}, ${address}, '', '', '')`.execute(ctx.tx)
}
