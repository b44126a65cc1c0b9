import { Missing } from '#shared/contract/contract'
import type { Context } from '../db/context.ts'
import { newId } from '../db/newId.ts'
import { advance } from './advance.ts'
import { askIn } from './ask.ts'
import { type DefinitionRow, definitionOf, newestDefinition } from './definitions.ts'
import type { Variables } from './expression.ts'
import { flush } from './flush.ts'
import { nextNo, ROOT_SCOPE, type Run, record, setVariables } from './run.ts'
import { bindingsOf, emptyRun } from './store.ts'
import type { Works } from './work.ts'

export type StartInput = { process: string; businessKey: string; variables: Variables }
export type Started = { instanceId: string }

/** Starts the newest version of a process and runs it to its first wait state. Unknown: processUnknown. */
export async function startInstance(works: Works, input: StartInput, ctx: Context): Promise<Started> {
  const run = await newRun(works, input, await newestDefinition(input.process, ctx), ctx)
  await runFromStart(run, input.variables)
  await flush(run, askIn(ctx))
  return { instanceId: run.instance.id }
}

/** An instance of this version that has not moved yet. */
export async function newRun(
  works: Works,
  { process, businessKey }: StartInput,
  newest: DefinitionRow | undefined,
  ctx: Context,
): Promise<Run> {
  if (!newest) throw new Missing('processUnknown', { process })
  const definition = await definitionOf(newest.id, bindingsOf(works), ctx)
  const instance = {
    id: newId<string>(),
    definitionId: newest.id,
    businessKey,
    state: 'active' as const,
    nextNo: ROOT_SCOPE,
    nextHistoryNo: 1,
    startedAt: ctx.now,
    endedAt: null,
    endReason: null,
  }
  return emptyRun(works, instance, definition, ctx)
}

export async function runFromStart(run: Run, variables: Variables): Promise<void> {
  const root = run.scopes.put({ no: nextNo(run), parentNo: null, elementId: null, detail: null })
  setVariables(run, root.no, variables)
  record(run, 'started', null, null)
  run.tokens.put({
    no: nextNo(run),
    scopeNo: root.no,
    elementId: run.definition.start,
    state: 'ready',
    since: run.ctx.now,
    via: null,
  })
  await advance(run)
}
