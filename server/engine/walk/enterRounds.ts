import type { Activity, Loop } from '../definition.ts'
import { type Run, type Token, variablesSeen } from '../run.ts'
import { plain } from './assign.ts'
import { setDetail } from './detail.ts'
import { Stuck } from './fail.ts'
import { conclude } from './finish.ts'
import { endRounds, goesOn, spawnRound } from './rounds.ts'
import { openScope, scopeOf } from './scopes.ts'
import { watchBoundary } from './watch.ts'

/** More would be a mistake in the drawing or its data. */
const MOST_ROUNDS = 10_000

/** An activity with a loop: its token holds the scope of all rounds, each of which is a token of its own. */
export async function enterRounds(run: Run, token: Token, activity: Activity, loop: Loop): Promise<void> {
  const items = loop.kind === 'multi' ? itemsOf(run, token, loop) : []
  const isEmpty =
    loop.kind === 'multi' ? items.length === 0 : loop.isTestedBefore && !goesOn(run, token.scopeNo, loop, 0)
  const isParallel = loop.kind === 'multi' && !loop.isSequential
  const begun = isParallel ? items.length : 1
  const total = loop.kind === 'multi' ? items.length : null
  const counts = { begun: isEmpty ? 0 : begun, ended: 0, stopped: 0, total, outputs: [], log: [] }
  const detail = { role: 'rounds' as const, ...counts, items: isParallel ? [] : items.slice(1) }
  const holder = openScope(run, token, detail)
  const rounds = setDetail(run, scopeOf(run, holder), detail)
  if (isEmpty) {
    const ended = endRounds(run, rounds, activity, detail)
    return conclude(run, ended.token, activity, null)
  }
  await watchBoundary(run, holder, activity)
  for (let index = 0; index < begun; index++) spawnRound(run, rounds, loop, index, items[index])
}

function itemsOf(run: Run, token: Token, loop: Loop & { kind: 'multi' }): unknown[] {
  const seen = variablesSeen(run, token.scopeNo)
  if (loop.collection) {
    const items = plain(loop.collection.evaluate(seen))
    if (!Array.isArray(items)) throw new Stuck('noCollection', `${loop.collection.text} is no list`)
    return limited(items)
  }
  const count = loop.cardinality?.evaluate(seen)
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0)
    throw new Stuck('noCardinality', `${loop.cardinality?.text} is no number of rounds`)
  return limited(Array.from({ length: Math.min(count, MOST_ROUNDS + 1) }, (_, index) => index + 1))
}

function limited(items: unknown[]): unknown[] {
  if (items.length > MOST_ROUNDS) throw new Stuck('tooManyRounds', `more than ${MOST_ROUNDS} rounds`)
  return items
}
