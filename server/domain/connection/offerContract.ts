import { sql } from 'kysely'
import type { ConnectionClass } from '#shared/contract/connection'
import type { CaseId } from '#shared/contract/ids'
import { type ConnectionRate, connectionFee } from '#shared/rules/connectionFee'
import type { Context } from '../../db/context.ts'
import { today } from '../calendar/index.ts'
import { connectionNotice } from './notices.ts'
import { selectConnection } from './sql.ts'
import { enterStage } from './stage.ts'
import { dayIn, tellApplicant } from './tellApplicant.ts'
import { waitTerms } from './terms.ts'

type Input = { caseId: CaseId; conditions: string; contractNumber: string }

/** Reckons the fee by the rates of today, and offers conditions and contract to the applicant. */
export async function offerContract({ caseId, conditions, contractNumber }: Input, ctx: Context) {
  const { number, powerKw, class: kind } = await selectConnection(ctx, caseId)
  const fee = connectionFee(powerKw, await findRate(kind, ctx))
  await sql`
    update connection set conditions = ${conditions}, contract_number = ${contractNumber},
      fee_kopecks = ${fee.feeKopecks}, advance_kopecks = ${fee.advanceKopecks} where case_id = ${caseId}`.execute(
    ctx.tx,
  )
  const { dueAt, variables } = await waitTerms({ name: 'connection.sign', class: kind }, ctx)
  await enterStage({ caseId, stage: 'contract', dueAt, awaits: 'signature' }, ctx)
  const told = {
    kind: 'offer' as const,
    contract: contractNumber,
    feeKopecks: fee.feeKopecks,
    until: await dayIn(dueAt, ctx),
  }
  await tellApplicant({ caseId, words: connectionNotice(number, told) }, ctx)
  return { ...variables, ...fee }
}

/** The row of rates that holds today. Throws when there is none: every class has its row in a migration. */
async function findRate(kind: ConnectionClass | null, ctx: Context): Promise<ConnectionRate> {
  const day = await today(ctx)
  const { rows } = await sql<ConnectionRate>`
    select base_kopecks as "baseKopecks", per_kw_kopecks as "perKwKopecks", advance_percent as "advancePercent" from connection_rate
    where class = ${kind} and valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date)
    order by valid_from desc limit 1`.execute(ctx.tx)
  if (!rows[0]) throw new Error(`no rate of ${kind} holds on ${day}`)
  return rows[0]
}
