import { Refusal } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { type Run, record, setVariables } from '../run.ts'
import { advanceOne } from '../store.ts'
import { advance } from '../walk/index.ts'
import type { Works } from '../work.ts'
import { checkSize } from './checkSize.ts'
import { type Standing, standingOf } from './standing.ts'

export type ChangeVariableInput = { instanceId: string; scopeNo: number; name: string; value: unknown; reason: string }

/** Sets a variable in the scope that is named, whatever the scopes around it have. Refusals: instanceEnded, scopeUnknown, valueTooLarge. */
export const changeVariable = (works: Works, input: ChangeVariableInput, ctx: Context): Promise<Standing> =>
  advanceOne(works, input.instanceId, ctx, (run) => setAndAdvance(run, input))

async function setAndAdvance(run: Run, { scopeNo, name, value, reason }: ChangeVariableInput): Promise<Standing> {
  if (run.instance.state !== 'active') throw new Refusal('instanceEnded')
  const scope = run.scopes.get(scopeNo)
  if (!scope) throw new Refusal('scopeUnknown')
  checkSize(value)
  setVariables(run, scopeNo, { [name]: value })
  record(run, 'changed', scope.elementId, null, { name, scopeNo, reason })
  // what waits for a condition is asked again
  await advance(run)
  return standingOf(run)
}
