import type { Run } from './run.ts'
import { advance, fireTimer } from './walk/index.ts'

/** Fires a timer whose time has come and runs on. Answers false when a completion, or another server, was there first. */
export async function runFromTimer(run: Run, no: number): Promise<boolean> {
  const timer = run.timers.get(no)
  if (!timer || timer.tryAt > run.ctx.now) return false
  const hasFired = run.instance.state === 'active' && (await fireTimer(run, timer))
  // nothing waits for it any more: left there it would be due for ever
  if (!hasFired) run.timers.drop(no)
  else await advance(run)
  return hasFired
}
