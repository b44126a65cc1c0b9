import type { Context } from '../../db/context.ts'
import { type Ask, askIn } from '../ask.ts'
import { guarded } from '../guarded.ts'
import { startInstance } from '../startInstance.ts'
import { addDuration } from '../time.ts'
import type { Works } from '../work.ts'

type Due = {
  process: string
  startId: string
  dueAt: Date
  period: string | null
  repeatsLeft: number | null
  attempts: number
}

const LONGEST_WAIT_SECONDS = 3_600
const NEXT = `select process, element_id as "startId", due_at as "dueAt", period, repeats_left as "repeatsLeft", attempts
  from engine_start where try_at <= $1 order by try_at limit 1 for update skip locked`

/** Starts the process whose timer is due longest at `ctx.now`. The instance's business key names the process and the time. */
export async function fireDueStarts(works: Works, ctx: Context): Promise<{ fired: number; isMore: boolean }> {
  const ask = askIn(ctx)
  const [due] = await ask<Due>(NEXT, [ctx.now])
  if (!due) return { fired: 0, isMore: false }
  const { process, startId, dueAt } = due
  const input = { process, startId, businessKey: `${process} ${dueAt.toISOString()}`, variables: {} }
  const done = await guarded(ctx, () => startInstance(works, input, ctx))
  if ('failure' in done) await putOff(due, `${done.failure.code}: ${done.failure.message}`, ctx.now, ask)
  else await setNext(due, ctx.now, ask)
  return { fired: 'failure' in done ? 0 : 1, isMore: true }
}

/** Its next time that is not past, so that a server that was down does not start a burst. */
async function setNext({ process, startId, dueAt, period, repeatsLeft }: Due, now: Date, ask: Ask): Promise<void> {
  if (period === null || repeatsLeft === 0) {
    await ask('delete from engine_start where process = $1 and element_id = $2', [process, startId])
    return
  }
  const next = addDuration(dueAt, period)
  const at = next > now ? next : addDuration(now, period)
  await ask(
    `update engine_start set due_at = $3, try_at = $3, repeats_left = $4, attempts = 0, failure = null
    where process = $1 and element_id = $2`,
    [process, startId, at, repeatsLeft === null ? null : repeatsLeft - 1],
  )
}

async function putOff({ process, startId, attempts }: Due, failure: string, now: Date, ask: Ask): Promise<void> {
  const seconds = Math.min(2 ** (attempts + 1), LONGEST_WAIT_SECONDS)
  await ask(
    `update engine_start set attempts = attempts + 1, failure = $3, try_at = $4::timestamptz + make_interval(secs => $5)
    where process = $1 and element_id = $2`,
    [process, startId, failure, now, seconds],
  )
}
