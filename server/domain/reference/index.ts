import { sql } from 'kysely'
import type { Handlers } from '#shared/contract/contract'
import { Branch, Office, type referenceEndpoints } from '#shared/contract/reference'
import type { Context } from '../../db/context.ts'

/** Branches and offices by name. */
async function listOffices(_input: object, ctx: Context) {
  const branches = await sql`select id, name from branch order by name`.execute(ctx.tx)
  const offices = await sql`select id, branch_id as "branchId", name, address from office order by name`.execute(ctx.tx)
  return {
    branches: branches.rows.map((row) => Branch.parse(row)),
    offices: offices.rows.map((row) => Office.parse(row)),
  }
}

export const referenceHandlers: Handlers<typeof referenceEndpoints, Context> = { listOffices }
