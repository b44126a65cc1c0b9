import { Missing } from '#shared/contract/contract'
import type { Context } from '../db/context.ts'
import { newId } from '../db/newId.ts'
import { advance } from './advance.ts'
import { definitionOf, newestDefinition } from './definitions.ts'
import type { Variables } from './expression.ts'
import { flush } from './flush.ts'
import { type Instance, nextNo, ROOT_SCOPE, record, setVariables } from './run.ts'
import { bindingsOf, emptyRun } from './store.ts'
import type { Works } from './work.ts'

export type StartInput = { process: string; businessKey: string; variables: Variables }

/** Starts the newest version of a process and runs it to its first wait state. */
export async function startInstance(works: Works, input: StartInput, ctx: Context): Promise<{ instanceId: string }> {
  const newest = await newestDefinition(input.process, ctx)
  if (!newest) throw new Missing('processUnknown', { process: input.process })
  const definition = await definitionOf(newest.id, bindingsOf(works), ctx)
  const instance: Instance = {
    id: newId<string>(),
    definitionId: newest.id,
    businessKey: input.businessKey,
    state: 'active',
    nextNo: ROOT_SCOPE,
    nextHistoryNo: 1,
    startedAt: ctx.now,
    endedAt: null,
    endReason: null,
  }
  const run = emptyRun(works, instance, definition, ctx)
  const root = run.scopes.put({ no: nextNo(run), parentNo: null, elementId: null })
  setVariables(run, root.no, input.variables)
  record(run, 'started', null, null)
  run.tokens.put({ no: nextNo(run), scopeNo: root.no, elementId: definition.start, state: 'ready', since: ctx.now })
  await advance(run)
  await flush(run)
  return { instanceId: instance.id }
}
