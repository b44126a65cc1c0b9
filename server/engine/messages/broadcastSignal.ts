import type { Context } from '../../db/context.ts'
import { askIn } from '../ask.ts'
import type { Variables } from '../expression.ts'
import type { Run } from '../run.ts'
import { startInstance } from '../startInstance.ts'
import { advanceOne } from '../store.ts'
import { advance, deliver } from '../walk/index.ts'
import type { Works } from '../work.ts'

export type Signal = { name: string; variables: Variables }
export type Broadcast = { heard: number; started: number }

// in the order of ids, as everyone locks several instances
const WAITING = `select distinct instance_id as "instanceId" from engine_subscription
  where kind = 'signal' and name = $1 order by instance_id`
const STARTS = `select process, element_id as "startId" from engine_start where kind = 'signal' and name = $1 order by process`

/** Everybody who waits for the signal hears it, and every process begins that it starts. Answers how many instances did. */
export async function broadcastSignal(
  works: Works,
  signal: Signal & { businessKey?: string },
  ctx: Context,
): Promise<Broadcast> {
  const ask = askIn(ctx)
  // asked first: what begins now has not been there to hear it
  const waiting = await ask<{ instanceId: string }>(WAITING, [signal.name])
  const starts = await ask<{ process: string; startId: string }>(STARTS, [signal.name])
  let heard = 0
  for (const { instanceId } of waiting)
    if (await advanceOne(works, instanceId, ctx, (run) => runFromSignal(run, signal))) heard++
  const { variables, businessKey = signal.name } = signal
  for (const start of starts) await startInstance(works, { ...start, businessKey, variables }, ctx)
  return { heard, started: starts.length }
}

/** Delivers it to all in this instance who wait for it now. Answers false when nobody does any more. */
export async function runFromSignal(run: Run, { name, variables }: Signal): Promise<boolean> {
  const awaited = run.subscriptions.all().filter((one) => one.kind === 'signal' && one.name === name)
  if (awaited.length === 0 || run.instance.state !== 'active') return false
  for (const one of awaited) await deliver(run, one, variables)
  await advance(run)
  return true
}
