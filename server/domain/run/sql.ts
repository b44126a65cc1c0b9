import { type RawBuilder, sql } from 'kysely'
import { Denied, Missing } from '#shared/contract/contract'
import type { RunId } from '#shared/contract/ids'
import { Run } from '#shared/contract/run'
import { type Context, seesBranch } from '../../db/context.ts'

const columns = sql`
  r.id, r.number, r.process_key as "processKey", r.process_name as "processName", r.version, r.consumer_id as "consumerId",
  r.branch_id as "branchId", r.interaction_id as "interactionId", r.state, r.started_at as "startedAt", s.name as "startedByName",
  r.ended_at as "endedAt", r.instance_id as "instanceId"`

/** `instanceId`: what only the server knows of it; null while it is being started. */
export type RunRow = { run: Run; instanceId: string | null }

/** `tail` is a `where … order by … limit …`. */
export async function selectRuns(ctx: Context, tail: RawBuilder<unknown>): Promise<RunRow[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select ${columns} from process_run r join staff s on s.id = r.started_by ${tail}`.execute(ctx.tx)
  return rows.map(({ instanceId, ...row }) => {
    const iso = Object.entries(row).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value])
    return { run: Run.parse(Object.fromEntries(iso)), instanceId: typeof instanceId === 'string' ? instanceId : null }
  })
}

/** The run, if its branch is the actor's. Throws Missing('noSuchRun'), Denied('otherBranch'). */
export async function loadRun({ runId }: { runId: RunId }, ctx: Context): Promise<RunRow> {
  const [row] = await selectRuns(ctx, sql`where r.id = ${runId}`)
  if (!row) throw new Missing('noSuchRun')
  if (!seesBranch(ctx.actor, row.run.branchId)) throw new Denied('otherBranch')
  return row
}
