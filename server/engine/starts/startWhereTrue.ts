import type { Context } from '../../db/context.ts'
import { askIn } from '../ask.ts'
import { definitionOf } from '../definitions.ts'
import type { Variables } from '../expression.ts'
import { type Started, startInstance } from '../startInstance.ts'
import { bindingsOf } from '../store.ts'
import type { Works } from '../work.ts'

const CONDITIONS = `select process, element_id as "startId", definition_id as "definitionId" from engine_start where kind = 'condition' order by process, element_id`
type Waiting = { process: string; startId: string; definitionId: string }

/** Starts every process whose start waits for a condition that holds for these variables. */
export async function startWhereTrue(
  works: Works,
  { businessKey, variables }: { businessKey: string; variables: Variables },
  ctx: Context,
): Promise<Started[]> {
  const started: Started[] = []
  for (const { process, startId, definitionId } of await askIn(ctx)<Waiting>(CONDITIONS, [])) {
    const { starts } = await definitionOf(definitionId, bindingsOf(works), ctx)
    const trigger = starts.find(({ id }) => id === startId)?.trigger
    if (trigger?.kind !== 'condition' || trigger.condition.evaluate(variables) !== true) continue
    started.push(await startInstance(works, { process, startId, businessKey, variables }, ctx))
  }
  return started
}
