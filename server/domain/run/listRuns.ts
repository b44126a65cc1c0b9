import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '#shared/contract/contract'
import type { ConsumerId } from '#shared/contract/ids'
import type { RunLine } from '#shared/contract/run'
import type { Context } from '../../db/context.ts'
import { guardConsumer } from '../consumer/index.ts'
import { openStepsOf } from '../task/index.ts'
import { runProcess } from './ports.ts'
import { type RunRow, selectRuns } from './sql.ts'

type Input = { consumerId: ConsumerId; after?: string | undefined; limit: number }
const Cursor = z.tuple([z.enum(['0', '1']), z.iso.datetime(), z.uuid()])

/** Running ones first, then the newest, each with what waits in it. Refusal: badCursor. */
export async function listRuns(input: Input, ctx: Context): Promise<{ items: RunLine[]; next: string | null }> {
  await guardConsumer(input, ctx)
  const rest = input.after === undefined ? sql`` : after(input.after)
  const found = await selectRuns(
    ctx,
    sql`where r.consumer_id = ${input.consumerId} ${rest}
      order by (r.ended_at is not null), r.started_at desc, r.id desc limit ${input.limit + 1}`,
  )
  const shown = found.slice(0, input.limit)
  const last = shown.at(-1)?.run
  return {
    items: await linesOf(shown, ctx),
    next: found.length > input.limit && last ? `${last.endedAt ? 1 : 0}_${last.startedAt}_${last.id}` : null,
  }
}

async function linesOf(rows: readonly RunRow[], ctx: Context): Promise<RunLine[]> {
  const running = rows.flatMap(({ run, instanceId }) => (run.state === 'active' && instanceId ? [instanceId] : []))
  const steps = await openStepsOf({ instanceIds: running }, ctx)
  const lines: RunLine[] = []
  for (const { run, instanceId } of rows) {
    const isRunning = instanceId !== null && running.includes(instanceId)
    const failures = isRunning ? await runProcess().failures({ instanceId }, ctx) : []
    lines.push({
      ...run,
      steps: steps.filter((step) => step.instanceId === instanceId).map(({ task }) => task),
      failures: failures.map(({ openedAt, ...failure }) => ({ ...failure, at: openedAt.toISOString() })),
    })
  }
  return lines
}

function after(text: string) {
  const cursor = Cursor.safeParse(text.split('_'))
  if (!cursor.success) throw new Refusal('badCursor')
  const [isEnded, startedAt, id] = cursor.data
  return sql`and ((r.ended_at is not null)::int > ${isEnded}::int
    or ((r.ended_at is not null)::int = ${isEnded}::int and (r.started_at, r.id) < (${startedAt}::timestamptz, ${id}::uuid)))`
}
