import type { Run } from './run.ts'
import { advance, fireTimer } from './walk/index.ts'

/** Fires a timer whose time has come and runs on. Answers false when a completion, or another server, was there first. */
export async function runFromTimer(run: Run, no: number): Promise<boolean> {
  const timer = run.timers.get(no)
  if (!timer || timer.tryAt > run.ctx.now || run.instance.state !== 'active') return false
  const hasFired = await fireTimer(run, timer)
  await advance(run)
  return hasFired
}
