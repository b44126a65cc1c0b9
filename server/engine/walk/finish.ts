import { type Activity, isActivity } from '../definition.ts'
import type { Variables } from '../expression.ts'
import { type Run, record, type Scope, type Token, variablesSeen } from '../run.ts'
import { assign, contextOf } from './assign.ts'
import { type Done, detailOf, isBody, isRound, setDetail } from './detail.ts'
import { leave } from './leave.ts'
import { finishRound, handlerOf } from './rounds.ts'
import { closeScope, dropToken, elementAt, holderOf, scopeOf, tokensIn } from './scopes.ts'
import { undoingSubProcess, undoNext } from './undo.ts'

/** An activity is done: what it gives is kept, its scope ends, the token goes on. `result`: variables it made. */
export async function finish(run: Run, token: Token, activity: Activity, result: Variables): Promise<void> {
  const seen = { ...variablesSeen(run, token.scopeNo), ...result }
  const kept = activity.output ? contextOf(activity.output, seen) : result
  const done = doneOf(run, token, activity)
  const outside = isBody(scopeOf(run, token), activity.id) ? closeScope(run, token) : token
  assign(run, outside.scopeNo, kept)
  if (!isRound(scopeOf(run, outside), activity.id)) return conclude(run, outside, activity, done)
  const inner =
    done && (done.inner.length > 0 || undoingSubProcess(run, activity.id)) ? { ...done, handler: null } : null
  const ended = await finishRound(run, outside, activity, inner)
  if (ended) await conclude(run, ended.token, activity, ended.done)
}

/** Goes on behind an activity. A handler of a compensation and an event sub-process have nothing behind them. */
export async function conclude(run: Run, token: Token, activity: Activity, done: Done | null): Promise<void> {
  const scope = scopeOf(run, token)
  const detail = detailOf(scope)
  if (done && detail.role === 'body') setDetail(run, scope, { ...detail, log: [...detail.log, done] })
  if (activity.outgoing.length > 0) return leave(run, token, activity)
  record(run, 'left', activity.id, token.no)
  return endToken(run, token)
}

/** What of a completed activity can be undone; null: nothing. */
function doneOf(run: Run, token: Token, activity: Activity): Done | null {
  const scope = scopeOf(run, token)
  const detail = isBody(scope, activity.id) ? detailOf(scope) : null
  const inner = detail?.role === 'body' ? detail.log : []
  const handler = handlerOf(activity)
  if (handler === null && inner.length === 0 && !undoingSubProcess(run, activity.id)) return null
  const own = run.patches.all().filter(({ scopeNo }) => detail && scopeNo === scope.no)
  return { elementId: activity.id, handler, inner, variables: Object.assign({}, ...own.map(({ patch }) => patch)) }
}

/** A token has come to its end; the scope it was the last of is done, too. */
export async function endToken(run: Run, token: Token): Promise<void> {
  const scope = scopeOf(run, token)
  dropToken(run, token)
  await checkScope(run, scope.no)
}

/** Goes on behind a scope in which nothing is left. */
export async function checkScope(run: Run, scopeNo: number): Promise<void> {
  const scope = run.scopes.get(scopeNo)
  const holder = scope && holderOf(run, scope)
  if (!scope || !holder || tokensIn(run, scope).length > 0) return
  const detail = detailOf(scope)
  const element = elementAt(run, holder)
  if (detail.role === 'undoing')
    return (await undoNext(run, scope, detail)) ? undefined : endUndoing(run, holder, scope)
  if (detail.role === 'body' && element.kind === 'subProcess') await finish(run, holder, element, {})
}

async function endUndoing(run: Run, holder: Token, scope: Scope): Promise<void> {
  const element = elementAt(run, holder)
  const outside = closeScope(run, holder)
  if (!isActivity(element) && element.kind === 'throw') return leave(run, outside, element)
  if (element.kind === 'end') record(run, 'ended', element.id, holder.no)
  return scope.parentNo === null ? undefined : endToken(run, outside)
}
