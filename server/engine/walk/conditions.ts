import { elementOf } from '../definition.ts'
import { type Run, type Subscription, variablesSeen } from '../run.ts'
import { attempt } from './piece.ts'
import { deliver } from './trigger.ts'

/** Asks the conditions that are waited for; one that has become true sets its event off. Answers whether one did. */
export async function askConditions(run: Run): Promise<boolean> {
  for (const awaited of run.subscriptions.all()) {
    if (awaited.kind !== 'condition') continue
    const holds = await isTrue(run, awaited)
    if (holds === (awaited.key === 'true')) continue
    run.subscriptions.put({ ...awaited, key: String(holds) })
    if (!holds) continue
    await deliver(run, awaited, {})
    return true
  }
  return false
}

/** What cannot be told yet, for want of a variable, does not hold. */
async function isTrue(run: Run, { elementId, scopeNo }: Subscription): Promise<boolean> {
  const event = elementOf(run.definition, elementId)
  if (!('trigger' in event) || event.trigger.kind !== 'condition') return false
  const { condition } = event.trigger
  const asked = await attempt(() => condition.evaluate(variablesSeen(run, scopeNo)))
  return 'value' in asked && asked.value === true
}
