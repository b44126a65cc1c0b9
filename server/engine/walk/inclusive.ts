import { elementOf, type Gateway } from '../definition.ts'
import type { Run, Token } from '../run.ts'
import { fail } from './fail.ts'
import { someWays, tokensAtGateway } from './gateways.ts'
import { leaveBy } from './leave.ts'
import { attempt } from './piece.ts'
import { scopeOf, tokensAt } from './scopes.ts'

type Join = { gateway: Gateway; scopeNo: number; here: Token[]; blockers: Token[] }

/**
 * Lets the inclusive joins go on to which nothing more can come. Asked only when no token moves. Joins that wait for nothing but
 * each other would do so for ever, as when a parallel join waits for the very token that waits for it: of those the first
 * inclusive one goes on. Answers whether one did.
 */
export async function synchronize(run: Run): Promise<boolean> {
  const joins = waitingJoins(run)
  const inclusive = joins.filter(({ gateway }) => gateway.kind === 'inclusiveGateway')
  const free =
    inclusive.find(({ blockers }) => blockers.length === 0) ?? inclusive.find((one) => isInCircle(one, joins))
  if (!free) return false
  const [first, ...others] = free.here
  if (!first) return false
  const ways = await attempt(() => someWays(run, first, free.gateway))
  if ('failure' in ways) fail(run, first, ways.failure)
  else {
    for (const other of others) run.tokens.drop(other.no)
    leaveBy(run, first, free.gateway, ways.value)
  }
  return true
}

function waitingJoins(run: Run): Join[] {
  const joins = new Map<string, Join>()
  for (const token of run.tokens.all()) {
    const gateway = elementOf(run.definition, token.elementId)
    if (gateway.kind !== 'inclusiveGateway' && gateway.kind !== 'parallelGateway') continue
    const { scopeNo } = token
    const here = tokensAtGateway(run, scopeNo, gateway.id)
    // one that failed is first to be put right by an operator
    if (here.some(({ state }) => state !== 'waiting')) continue
    joins.set(`${scopeNo} ${gateway.id}`, { gateway, scopeNo, here, blockers: blockersOf(run, token) })
  }
  return [...joins.values()]
}

/** Tokens of this level that stand where a path leads to the join without leading through it. */
function blockersOf(run: Run, token: Token): Token[] {
  const upstream = run.definition.upstream.get(token.elementId)
  return tokensAt(run, scopeOf(run, token)).filter(({ elementId }) => upstream?.has(elementId))
}

/** Whether all that a join waits for stands at joins that, in turn, wait only for such. */
function isInCircle(join: Join, joins: readonly Join[], seen = new Set<Join>()): boolean {
  if (seen.has(join)) return true
  seen.add(join)
  return join.blockers.every((blocker) => {
    const other = joins.find(
      ({ scopeNo, here }) => scopeNo === join.scopeNo && here.some(({ no }) => no === blocker.no),
    )
    return other !== undefined && isInCircle(other, joins, seen)
  })
}
