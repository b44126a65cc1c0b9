import { sql } from 'kysely'
import type { Handlers } from '#shared/contract/contract'
import { ProcessKey } from '#shared/contract/process'
import type { Run, runEndpoints } from '#shared/contract/run'
import type { Context } from '../../db/context.ts'
import { cancelRun, retryRun } from './endRun.ts'
import { listRuns } from './listRuns.ts'
import { runProcess } from './ports.ts'
import { selectRuns } from './sql.ts'
import { startRun } from './startRun.ts'

export { endRun } from './endRun.ts'
export { connectRunProcess, type RunFailure, type RunProcess } from './ports.ts'

/** The run behind a business key; null when it is of something else. */
export const findRun = async ({ number }: { number: string }, ctx: Context): Promise<Run | null> =>
  (await selectRuns(ctx, sql`where r.number = ${number}`))[0]?.run ?? null

const listStartable = async (_input: object, ctx: Context) => ({
  items: (await runProcess().startable(ctx)).map((one) => ({ ...one, key: ProcessKey.parse(one.key) })),
})

export const runHandlers: Handlers<typeof runEndpoints, Context> = {
  listStartable,
  startRun,
  listRuns,
  cancelRun,
  retryRun,
}
