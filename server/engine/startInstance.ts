import { Missing } from '#shared/contract/contract'
import type { Context } from '../db/context.ts'
import { newId } from '../db/newId.ts'
import { askIn } from './ask.ts'
import { type DefinitionRow, definitionOf, newestDefinition } from './definitions.ts'
import type { Variables } from './expression.ts'
import { flush } from './flush.ts'
import { type Caller, ROOT_SCOPE, type Run, record } from './run.ts'
import { bindingsOf, emptyRun } from './store.ts'
import { advance, begin } from './walk/index.ts'
import type { Works } from './work.ts'

/** `startId`: the start event that was triggered; without it the plain start. `caller`: which wait called it. */
export type StartInput = {
  process: string
  businessKey: string
  variables: Variables
  startId?: string
  caller?: Caller
}
export type Started = { instanceId: string }

/** Starts the newest version of a process and runs it to its first wait state. Unknown: processUnknown. */
export async function startInstance(works: Works, input: StartInput, ctx: Context): Promise<Started> {
  const run = await newRun(works, input, await newestDefinition(input.process, ctx), ctx)
  await runFromStart(run, input)
  await flush(run, askIn(ctx))
  return { instanceId: run.instance.id }
}

/** An instance of this version that has not moved yet. */
export async function newRun(
  works: Works,
  { process, businessKey, caller }: StartInput,
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
    caller: caller ?? null,
  }
  return emptyRun(works, instance, definition, ctx)
}

export async function runFromStart(run: Run, { variables, startId }: StartInput): Promise<void> {
  record(run, 'started', null, null)
  await begin(run, variables, startId)
  await advance(run)
}
