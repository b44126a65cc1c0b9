import type { Context } from '../db/context.ts'
import { advanceOne } from './store.ts'
import type { Works } from './work.ts'

/** `tokenNo`: of the step that waits; 0: the timers of the process itself. */
export type MoveTimersInput = { instanceId: string; tokenNo: number; dueAt: Date }

/** Gives the timers of a step another time, because its term was changed; a cycle keeps its own. Answers how many there were. */
export const moveTimers = (
  works: Works,
  { instanceId, tokenNo, dueAt }: MoveTimersInput,
  ctx: Context,
): Promise<number> =>
  advanceOne(works, instanceId, ctx, async (run) => {
    if (run.instance.state !== 'active') return 0
    const moved = run.timers.all().filter((timer) => timer.tokenNo === tokenNo && timer.period === null)
    for (const timer of moved)
      run.timers.put({ ...timer, dueAt, reckoned: null, tryAt: dueAt, attempts: 0, failure: null })
    return moved.length
  })
