import type { Activity, Loop } from '../definition.ts'
import { type Run, type Scope, setVariables, type Token, variablesSeen } from '../run.ts'
import { assign, evaluateIn } from './assign.ts'
import { type Done, detailOf, type Rounds, setDetail } from './detail.ts'
import { interruptInside } from './interrupt.ts'
import { spawn } from './leave.ts'
import { closeScope, holderOf, openScope, scopeOf } from './scopes.ts'

/** One round of an activity: a token of its own in a scope of its own. `item`: its element of the collection. */
export function spawnRound(run: Run, rounds: Scope, loop: Loop, index: number, item: unknown): void {
  const token = spawn(run, rounds.no, rounds.elementId ?? '', 'waiting')
  const inside = openScope(run, token, { role: 'round', index })
  const named = loop.kind === 'multi' && loop.item !== null ? { [loop.item]: item } : {}
  setVariables(run, inside.scopeNo, { loopCounter: index + 1, ...named })
  run.tokens.put({ ...inside, state: 'ready' })
}

/** After a round: the next ones, or the end of the activity, whose token is answered with what can be undone of it. */
export async function finishRound(run: Run, token: Token, activity: Activity, done: Done | null) {
  const round = scopeOf(run, token)
  const rounds = run.scopes.get(round.parentNo ?? 0)
  const before = rounds && detailOf(rounds)
  const detail = detailOf(round)
  const { loop } = activity
  if (!rounds || before?.role !== 'rounds' || detail.role !== 'round' || !loop) throw new Error('no round')
  const after = countRound(run, round.no, loop, before, detail.index, done)
  const isEnough = after.ended > before.ended && isComplete(run, round.no, loop, after)
  const isMore = !isEnough && hasMore(run, round.no, loop, after)
  run.tokens.drop(closeScope(run, token).no)
  if (isMore) return spawnNext(run, rounds, loop, after)
  const kept = setDetail(run, rounds, after)
  if (!isEnough && after.total !== null && after.ended < after.total) return null
  await interruptInside(run, kept)
  return endRounds(run, kept, activity, after)
}

function countRound(run: Run, no: number, loop: Loop, before: Rounds, index: number, done: Done | null): Rounds {
  const isCollected = loop.kind === 'multi' && loop.outputItem !== null
  const output = isCollected && loop.outputItem ? [[index, evaluateIn(run, no, loop.outputItem)]] : []
  return {
    ...before,
    ended: before.ended + 1,
    outputs: [...before.outputs, ...output],
    log: done ? [...before.log, done] : before.log,
  }
}

function isComplete(run: Run, roundNo: number, loop: Loop, { total, begun, ended, stopped }: Rounds): boolean {
  if (loop.kind !== 'multi' || !loop.completion) return false
  const counts = {
    numberOfInstances: total,
    numberOfActiveInstances: begun - ended,
    numberOfCompletedInstances: ended,
    numberOfTerminatedInstances: stopped,
  }
  return loop.completion.evaluate({ ...variablesSeen(run, roundNo), ...counts }) === true
}

function hasMore(run: Run, roundNo: number, loop: Loop, after: Rounds): boolean {
  if (loop.kind === 'multi') return loop.isSequential && after.items.length > 0
  return goesOn(run, roundNo, loop, after.begun)
}

/** Whether a standard loop has another round, of which there were `begun`. */
export function goesOn(run: Run, scopeNo: number, loop: Loop & { kind: 'standard' }, begun: number): boolean {
  if (loop.max !== null && begun >= loop.max) return false
  return loop.condition === null || loop.condition.evaluate(variablesSeen(run, scopeNo)) === true
}

function spawnNext(run: Run, rounds: Scope, loop: Loop, after: Rounds): null {
  const [item, ...items] = after.items
  const kept = setDetail(run, rounds, { ...after, begun: after.begun + 1, items })
  spawnRound(run, kept, loop, after.begun, item)
  return null
}

export type Ended = { token: Token; done: Done | null }

/** Collects the results in the order of the rounds and gives the token back to the scope around. */
export function endRounds(run: Run, rounds: Scope, activity: Activity, { outputs, log }: Rounds): Ended {
  const holder = holderOf(run, rounds)
  if (!holder) throw new Error('no holder of the rounds')
  const token = closeScope(run, holder)
  const { loop } = activity
  if (loop?.kind === 'multi' && loop.outputCollection)
    assign(run, token.scopeNo, { [loop.outputCollection]: inOrder(outputs) })
  const handler = handlerOf(activity)
  const done = { elementId: activity.id, handler, inner: log, variables: {} }
  return { token, done: handler || log.length > 0 ? done : null }
}

const inOrder = (outputs: readonly unknown[]): unknown[] =>
  outputs
    .filter((pair): pair is [number, unknown] => Array.isArray(pair))
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value)

export const handlerOf = ({ boundary }: Activity): string | null =>
  boundary.find(({ trigger }) => trigger.kind === 'compensation')?.handler ?? null
