import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { RunId } from '#shared/contract/ids'
import type { Run } from '#shared/contract/run'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { startInteraction } from '../interaction/index.ts'
import { runProcess } from './ports.ts'
import { loadRun, selectRuns } from './sql.ts'

type End = { instanceId: string; outcome: 'completed' | 'cancelled' }

/** The instance behind a run has come to its end. Told twice it is ended once; of what is no run nothing happens. */
export async function endRun({ instanceId, outcome }: End, ctx: Context): Promise<void> {
  // what a process calls bears the same number: only the instance tells them apart
  const { rows } = await sql`
    update process_run set state = ${outcome}, ended_at = ${ctx.now} where instance_id = ${instanceId} and state = 'active' returning id`.execute(
    ctx.tx,
  )
  if (rows.length === 0) return
  const [row] = await selectRuns(ctx, sql`where r.instance_id = ${instanceId}`)
  if (!row) return
  await announce(ctx, 'runEnded', { run: row.run })
  await tellTimeline(row.run, ctx)
}

/** What came of it stands on the consumer's timeline, where every process ends. */
async function tellTimeline({ consumerId, branchId, processName, number, state }: Run, ctx: Context): Promise<void> {
  const subject = `Процесс «${processName}» ${state === 'cancelled' ? 'остановлен' : 'завершён'}: ${number}`
  const about = { consumerId, branchId, channel: 'note', direction: 'inside', state: 'ended', subject } as const
  await startInteraction({ ...about, preview: subject }, ctx)
}

/** Stops it where it stands. Throws Missing('noSuchRun'), Denied('otherBranch'); refusals: runEnded, instanceEnded. */
export async function cancelRun({ runId, reason }: { runId: RunId; reason: string }, ctx: Context): Promise<Run> {
  const { run, instanceId } = await loadRun({ runId }, ctx)
  if (run.state !== 'active' || !instanceId) throw new Refusal('runEnded')
  await runProcess().cancel({ instanceId, reason }, ctx)
  await endRun({ instanceId, outcome: 'cancelled' }, ctx)
  return (await loadRun({ runId }, ctx)).run
}

/** Tries again what failed; answers how much still fails. Refusals: nothingFailed, instanceEnded. */
export async function retryRun({ runId }: { runId: RunId }, ctx: Context): Promise<{ stillFailing: number }> {
  const { instanceId } = await loadRun({ runId }, ctx)
  if (!instanceId) throw new Refusal('nothingFailed')
  return { stillFailing: (await runProcess().retry({ instanceId }, ctx)).stillOpen }
}
