import { type Element, type Flow, isActivity } from '../definition.ts'
import type { Variables } from '../expression.ts'
import type { Run, Token } from '../run.ts'
import { assign } from './assign.ts'
import { isBody, isRound } from './detail.ts'
import { conclude, endToken } from './finish.ts'
import { leaveBy } from './leave.ts'
import { finishRound } from './rounds.ts'
import { closeScope, scopeOf } from './scopes.ts'

/** Goes on behind an element that failed. What it would have kept is given by hand: its own `output` is not evaluated. */
export async function skip(
  run: Run,
  token: Token,
  element: Element,
  { variables, ways }: { variables: Variables; ways: readonly Flow[] },
): Promise<void> {
  const outside = isBody(scopeOf(run, token), element.id) ? closeScope(run, token) : token
  assign(run, outside.scopeNo, variables)
  if (!isActivity(element)) return ways.length > 0 ? leaveBy(run, outside, element, ways) : endToken(run, outside)
  if (!isRound(scopeOf(run, outside), element.id)) return conclude(run, outside, element, null)
  const ended = await finishRound(run, outside, element, null)
  if (ended) await conclude(run, ended.token, element, ended.done)
}
