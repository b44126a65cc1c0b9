import type { TimerRule } from './definition.ts'
import { nextNo, type Run, type Timer, type Token, variablesSeen } from './run.ts'
import { addDuration, BadTime, readCycle, readInstant } from './time.ts'

/** Sets the timer of an event that a token waits for. Throws BadTime when its expression gives no time. */
export function setTimer(
  run: Run,
  token: Pick<Token, 'no' | 'scopeNo'>,
  { id, timer }: { id: string; timer: TimerRule },
): void {
  const value = timer.expression.evaluate(variablesSeen(run, token.scopeNo))
  if (value === null || value === undefined) throw new BadTime(`${id}: ${timer.expression.text} is null`)
  const when = readRule(timer.kind, String(value), run.ctx.now)
  run.timers.put({
    no: nextNo(run),
    tokenNo: token.no,
    elementId: id,
    attempts: 0,
    failure: null,
    tryAt: when.dueAt,
    ...when,
  })
}

type When = Pick<Timer, 'dueAt' | 'period' | 'repeatsLeft'>

function readRule(kind: TimerRule['kind'], text: string, now: Date): When {
  if (kind === 'date') return { dueAt: readInstant(text), period: null, repeatsLeft: 0 }
  if (kind === 'duration') return { dueAt: addDuration(now, text), period: null, repeatsLeft: 0 }
  const { period, repeats } = readCycle(text)
  return { dueAt: addDuration(now, period), period, repeatsLeft: repeats === null ? null : repeats - 1 }
}

export function dropTimersOf(run: Run, token: Pick<Token, 'no'>): void {
  for (const timer of run.timers.all()) if (timer.tokenNo === token.no) run.timers.drop(timer.no)
}

/** After a cycle's firing: its next time that is not past, so that a server that was down does not fire a burst. */
export function repeat(run: Run, timer: Timer): void {
  if (timer.period === null || timer.repeatsLeft === 0) {
    run.timers.drop(timer.no)
    return
  }
  const next = addDuration(timer.dueAt, timer.period)
  const dueAt = next > run.ctx.now ? next : addDuration(run.ctx.now, timer.period)
  const repeatsLeft = timer.repeatsLeft === null ? null : timer.repeatsLeft - 1
  run.timers.put({ ...timer, dueAt, tryAt: dueAt, attempts: 0, failure: null, repeatsLeft })
}
