import { readLength } from '#shared/rules/termLength'
import type { Timed } from './definition.ts'
import type { Variables } from './expression.ts'
import { reckon, reckonedBefore } from './reckon.ts'
import { nextNo, type Run, type Timer, type Token, variablesSeen } from './run.ts'
import { addDuration, BadTime, readCycle, readInstant } from './time.ts'

/** Whom a timer belongs to: a waiting token, or with number 0 the process itself. */
export type TimerOwner = Pick<Token, 'no' | 'scopeNo'>

/** Sets a timer. Throws when its expression gives no time. */
export async function setTimer(run: Run, token: TimerOwner, timed: Timed): Promise<void> {
  const seen = variablesSeen(run, token.scopeNo)
  const value = timed.timer.expression.evaluate(seen)
  if (value === null || value === undefined) throw new BadTime(`${timed.id}: ${timed.timer.expression.text} is null`)
  const when = await whenOf(run, timed.timer.kind, String(value), seen)
  run.timers.put({
    no: nextNo(run),
    tokenNo: token.no,
    elementId: timed.id,
    attempts: 0,
    failure: null,
    tryAt: when.dueAt,
    ...when,
  })
}

type When = Pick<Timer, 'dueAt' | 'period' | 'repeatsLeft'>

/** A duration may be a length in working days; a date may be the task's own, which was reckoned. Both begin at `from`. */
export async function whenOf(
  run: Run,
  kind: Timed['timer']['kind'],
  text: string,
  seen: Variables,
  from = run.ctx.now,
): Promise<When & Pick<Timer, 'reckoned'>> {
  if (kind === 'duration' && readLength(text))
    return { ...(await reckon(run, text, seen, from)), period: null, repeatsLeft: 0 }
  const reckoned = kind === 'date' && text === seen.dueAt ? reckonedBefore(seen) : null
  return { ...readRule(kind, text, from), reckoned }
}

/** When a rule comes true for the first time. Throws BadTime. */
export function readRule(kind: Timed['timer']['kind'], text: string, now: Date): When {
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
