import { type FactRow, factRow } from '../db/announce.ts'
import type { Run } from './run.ts'

/** What an advance did that others live from, found in what it changed: whoever moves tokens need not think of it. */
export function stepFacts(run: Run): FactRow[] {
  const { instance, definition, ctx } = run
  const where = { instanceId: instance.id, process: definition.key, businessKey: instance.businessKey }
  const facts = run.tasks
    .dropped()
    .map(({ no, elementId }) =>
      factRow(ctx, 'processStepClosed', { ...where, taskNo: no, elementId, how: howClosed(run, no) }),
    )
  for (const { no, elementId } of run.tasks.added())
    facts.push(factRow(ctx, 'processStepOpened', { ...where, taskNo: no, elementId }))
  if (instance.state !== 'active') facts.push(factRow(ctx, 'processEnded', { ...where, outcome: instance.state }))
  return facts
}

function howClosed({ completedTasks, instance }: Run, taskNo: number) {
  if (completedTasks.has(taskNo)) return 'completed' as const
  return instance.state === 'cancelled' ? ('cancelled' as const) : ('interrupted' as const)
}
