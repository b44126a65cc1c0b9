import { type Activity, elementOf, type SubProcess, type Trigger } from '../definition.ts'
import type { Expression } from '../expression.ts'
import { nextNo, type Run, type Subscription, type Token } from '../run.ts'
import { setTimer } from '../timers.ts'
import { evaluateIn } from './assign.ts'
import { isRound } from './detail.ts'
import { Stuck } from './fail.ts'
import { PROCESS } from './scopes.ts'

type Watched = { id: string; trigger: Trigger }

/** Waits for what an event waits for. Errors, escalations and compensation are found when they happen, so nothing is stored for them. */
export async function watch(run: Run, scopeNo: number, token: Token | null, { id, trigger }: Watched): Promise<void> {
  const listen = (kind: Subscription['kind'], name: string, key: string | null) => {
    run.subscriptions.put({ no: nextNo(run), scopeNo, tokenNo: token?.no ?? null, elementId: id, kind, name, key })
  }
  if (trigger.kind === 'message') listen('message', trigger.name, keyOf(run, scopeNo, trigger.key))
  if (trigger.kind === 'signal') listen('signal', trigger.name, null)
  // the key remembers whether the condition held when last asked
  if (trigger.kind === 'condition') listen('condition', id, 'false')
  if (trigger.kind === 'timer') await setTimer(run, token ?? { no: PROCESS, scopeNo }, { id, timer: trigger.timer })
}

/** What tells this instance's message from another's: the value of the expression, else the business key. */
export function keyOf(run: Run, scopeNo: number, key: Expression | null): string {
  if (!key) return run.instance.businessKey
  const value = evaluateIn(run, scopeNo, key)
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new Stuck('noCorrelationKey', `${key.text} is neither text nor a number`)
  return String(value)
}

/** Of several rounds the one who holds them watches, not each of them. */
export async function watchBoundary(run: Run, holder: Token, activity: Activity): Promise<void> {
  if (isInRound(run, holder, activity)) return
  for (const boundary of activity.boundary) await watch(run, holder.scopeNo, holder, boundary)
}

/** Whether what a token holds is one round of its activity. */
export function isInRound(run: Run, { scopeNo }: Pick<Token, 'scopeNo'>, { id }: Pick<Activity, 'id'>): boolean {
  const around = run.scopes.get(run.scopes.get(scopeNo)?.parentNo ?? 0)
  return around !== undefined && isRound(around, id)
}

/** The event sub-processes of a level listen as long as its scope stands. `holder` null: of the process itself. */
export async function watchEventSubProcesses(
  run: Run,
  scopeNo: number,
  holder: Token | null,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids) {
    const inner = elementOf(run.definition, id)
    const start = inner.kind === 'subProcess' ? startOf(run, inner) : null
    if (start) await watch(run, scopeNo, holder, start)
  }
}

export function startOf(run: Run, { start, id }: SubProcess) {
  const element = elementOf(run.definition, start)
  if (element.kind !== 'start') throw new Error(`${id} has no start`)
  return element
}
