import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { BranchId, ConsumerId, OfficeId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { type Context, seesBranch, staffOf } from '../../db/context.ts'
import { guardConsumer } from '../consumer/index.ts'
import { startInteraction } from '../interaction/index.ts'

/** Refusals: noSuchOffice; otherOffice, for an office of another branch. */
export async function startVisit(
  input: { officeId: OfficeId; consumerId?: ConsumerId | undefined },
  ctx: Context,
): Promise<Interaction> {
  const staff = staffOf(ctx)
  const { rows } = await sql<{
    name: string
    branch_id: BranchId
  }>`select name, branch_id from office where id = ${input.officeId}`.execute(ctx.tx)
  const office = rows[0]
  if (!office) throw new Refusal('noSuchOffice')
  if (!seesBranch(staff, office.branch_id)) throw new Refusal('otherOffice')
  if (input.consumerId) await guardConsumer({ consumerId: input.consumerId }, ctx)
  return startInteraction(
    {
      consumerId: input.consumerId ?? null,
      branchId: office.branch_id,
      officeId: input.officeId,
      channel: 'visit',
      direction: 'in',
      state: 'open',
      subject: office.name,
      staffId: staff.id,
    },
    ctx,
  )
}
