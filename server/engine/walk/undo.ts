import { activityOf, elementOf, type SubProcess } from '../definition.ts'
import { type Run, type Scope, setVariables, type Token } from '../run.ts'
import { type Done, detailOf, setDetail, type Undoing } from './detail.ts'
import { spawn } from './leave.ts'
import { openSubProcess } from './openSubProcess.ts'
import { closeScope, openScope, scopeOf } from './scopes.ts'
import { startOf } from './watch.ts'

/** The scope whose completed activities a compensation undoes: that of an event sub-process is the one around it. */
export function undoneIn(run: Run, token: Token): Scope {
  let scope = scopeOf(run, token)
  for (;;) {
    const element = scope.elementId === null ? null : elementOf(run.definition, scope.elementId)
    const parent = scope.parentNo === null ? undefined : run.scopes.get(scope.parentNo)
    if (!parent || element?.kind !== 'subProcess' || !element.isTriggered) return scope
    scope = parent
  }
}

/** Takes from a scope's log what is to be undone, in the order of its completion. `elementId` null: everything. */
export function takeDone(run: Run, scope: Scope, elementId: string | null): Done[] {
  const detail = detailOf(scope)
  if (detail.role !== 'body' && detail.role !== 'undoing') return []
  const isMeant = (done: Done) => elementId === null || done.elementId === elementId
  setDetail(run, scope, { ...detail, log: detail.log.filter((done) => !isMeant(done)) })
  return detail.log.filter(isMeant)
}

/** Begins to undo the last of what is left. Answers false when nothing is. */
export async function undoNext(run: Run, scope: Scope, { queue, log }: Undoing): Promise<boolean> {
  const last = queue.at(-1)
  if (!last) return false
  const rest: Undoing = { role: 'undoing', queue: queue.slice(0, -1), log }
  const kept = setDetail(run, scope, rest)
  if (last.handler) {
    spawn(run, scope.no, last.handler)
    return true
  }
  return (await undoInside(run, kept, last)) || undoNext(run, kept, rest)
}

/** A sub-process without a handler of its own is undone by its compensation event sub-process, else from inside. */
async function undoInside(run: Run, scope: Scope, { elementId, inner, variables }: Done): Promise<boolean> {
  const holder = openScope(run, spawn(run, scope.no, elementId, 'waiting'), null)
  setVariables(run, holder.scopeNo, variables)
  const own = undoingSubProcess(run, elementId)
  const detail: Undoing = { role: 'undoing', queue: own ? [] : inner, log: own ? inner : [] }
  const opened = setDetail(run, scopeOf(run, holder), detail)
  if (own) {
    await openSubProcess(run, spawn(run, opened.no, own.id), own)
    return true
  }
  if (await undoNext(run, opened, detail)) return true
  run.tokens.drop(holder.no)
  run.scopes.drop(opened.no)
  return false
}

export function undoingSubProcess(run: Run, elementId: string): SubProcess | undefined {
  const activity = activityOf(run.definition, elementId)
  if (activity.kind !== 'subProcess') return undefined
  return activity.eventSubProcesses
    .map((id) => elementOf(run.definition, id))
    .filter((element) => element.kind === 'subProcess')
    .find((element) => startOf(run, element).trigger.kind === 'compensation')
}

/** A token that undoes waits, holding a scope, until all is undone. Answers false when there was nothing to undo. */
export async function undo(run: Run, token: Token, elementId: string | null): Promise<boolean> {
  const queue = takeDone(run, undoneIn(run, token), elementId)
  if (queue.length === 0) return false
  const detail: Undoing = { role: 'undoing', queue, log: [] }
  const holder = openScope(run, token, detail)
  if (await undoNext(run, scopeOf(run, holder), detail)) return true
  closeScope(run, holder)
  return false
}
