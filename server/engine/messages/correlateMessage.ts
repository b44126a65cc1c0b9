import { Refusal } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { type Ask, askIn } from '../ask.ts'
import { elementOf } from '../definition.ts'
import type { Variables } from '../expression.ts'
import type { Run, Subscription } from '../run.ts'
import { startInstance } from '../startInstance.ts'
import { advanceOne } from '../store.ts'
import { advance, deliver } from '../walk/index.ts'
import type { Works } from '../work.ts'

/** `key`: the value of the receiver's correlation key, or its business key; a process that the message starts gets it as its business key. */
export type Message = { name: string; key: string; variables: Variables }
export type Correlated = { instanceId: string; isStarted: boolean }

const WAITING = `select s.instance_id as "instanceId" from engine_subscription s
  join engine_instance i on i.id = s.instance_id and i.state = 'active'
  where s.kind = 'message' and s.name = $1 and s.key = $2 order by s.instance_id limit 1`
const STARTS = `select process, element_id as "startId" from engine_start where kind = 'message' and name = $1 order by process limit 1`

/** Hands a message to the one who waits for it longest, else starts the process that it starts. Refusal: messageUnexpected. */
export async function correlateMessage(works: Works, message: Message, ctx: Context): Promise<Correlated> {
  const ask = askIn(ctx)
  for (;;) {
    const instanceId = await waiting(message, ask)
    if (!instanceId) break
    // between the look and the lock somebody else may have brought it
    if (await advanceOne(works, instanceId, ctx, (run) => runFromMessage(run, message)))
      return { instanceId, isStarted: false }
  }
  const [start] = await ask<{ process: string; startId: string }>(STARTS, [message.name])
  if (!start) throw new Refusal('messageUnexpected', { name: message.name, key: message.key })
  const input = { ...start, businessKey: message.key, variables: message.variables }
  return { instanceId: (await startInstance(works, input, ctx)).instanceId, isStarted: true }
}

async function waiting({ name, key }: Message, ask: Ask): Promise<string | undefined> {
  return (await ask<{ instanceId: string }>(WAITING, [name, key]))[0]?.instanceId
}

/**
 * Answers false when this instance does not wait for it any more. Of several waits in it the oldest gets the message, but one that
 * goes on listening only after those that are over with it: else it would take every message away from them.
 */
export async function runFromMessage(run: Run, { name, key, variables }: Message): Promise<boolean> {
  const all = run.subscriptions.all().filter((one) => one.kind === 'message' && one.name === name && one.key === key)
  const awaited = all.find((one) => !goesOn(run, one)) ?? all[0]
  if (!awaited || run.instance.state !== 'active') return false
  await deliver(run, awaited, variables)
  await advance(run)
  return true
}

function goesOn({ definition }: Run, { elementId }: Subscription): boolean {
  const element = elementOf(definition, elementId)
  return 'isInterrupting' in element && !element.isInterrupting
}
