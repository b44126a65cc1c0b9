import { sql } from 'kysely'
import type { ConnectionClass } from '#shared/contract/connection'
import type { CaseId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { termEndsAt } from '../term/index.ts'
import { connectionNotice } from './notices.ts'
import { selectConnection } from './sql.ts'
import { enterStage, moved } from './stage.ts'
import { dayIn, tellApplicant } from './tellApplicant.ts'

type Which = { caseId: CaseId }

/** Tells of the registration; answers what the class is decided by. */
export async function beginConnection({ caseId }: Which, ctx: Context) {
  const { number, applicantKind, powerKw, voltageKv, distanceM, isTemporary } = await selectConnection(ctx, caseId)
  const dueAt = await termEndsAt({ name: 'connection.check' }, ctx)
  await enterStage({ caseId, stage: 'application', dueAt }, ctx)
  const until = await dayIn(dueAt, ctx)
  await tellApplicant({ caseId, words: connectionNotice(number, { kind: 'registered', until }), isFirst: true }, ctx)
  return { applicantKind, powerKw, voltageKv, distanceM, isTemporary, paidKopecks: 0 }
}

type Decided = Which & { class: ConnectionClass; worksTerm: string }

/** Keeps what was decided of an application: the class chooses its terms and its rate. */
export async function setClass({ caseId, class: decided, worksTerm }: Decided, ctx: Context): Promise<void> {
  await sql`update connection set class = ${decided}, works_term = ${worksTerm} where case_id = ${caseId}`.execute(
    ctx.tx,
  )
  await moved(caseId, ctx)
}
