import { type Activity, type Element, isActivity, type Loop } from '../definition.ts'
import type { MigrationProblemCode } from './problems.ts'

/** What keeps something that waits at one node from waiting at another; null: nothing. */
export function difference(from: Element, to: Element): MigrationProblemCode | null {
  if (from.kind !== to.kind) return 'kindDiffers'
  if ('trigger' in from && 'trigger' in to && from.trigger.kind !== to.trigger.kind) return 'kindDiffers'
  if (from.kind === 'subProcess' && to.kind === 'subProcess' && from.isTriggered !== to.isTriggered)
    return 'kindDiffers'
  // the work, the process is on its way already, and its answer will be taken for that of the new one
  if ('binding' in from && 'binding' in to && from.binding !== to.binding) return 'bindingDiffers'
  if (from.kind === 'callActivity' && to.kind === 'callActivity' && from.process !== to.process) return 'calledDiffers'
  if (isActivity(from) && isActivity(to) && !isSameLoop(from, to)) return 'loopDiffers'
  return null
}

function isSameLoop({ loop: from }: Activity, { loop: to }: Activity): boolean {
  if (!from || !to) return from === to
  return from.kind === to.kind && isSequential(from) === isSequential(to)
}
const isSequential = (loop: Loop): boolean => loop.kind === 'multi' && loop.isSequential
