import { elementOf } from '../definition.ts'
import type { Run, Token } from '../run.ts'
import { isBody } from './detail.ts'
import { holderOf, scopeOf, tokensIn } from './scopes.ts'

/** Why a token does not move. `nothing` would be a token that is lost. */
export type Reason = 'person' | 'event' | 'join' | 'inside' | 'called' | 'outside' | 'incident' | 'nothing'

/** What an instance waits for, token by token. */
export const reasons = (run: Run): { token: Token; reason: Reason }[] =>
  run.tokens.all().map((token) => ({ token, reason: reasonOf(run, token) }))

function reasonOf(run: Run, token: Token): Reason {
  if (token.state === 'failed') return hasIncident(run, token) ? 'incident' : 'nothing'
  if (token.state !== 'waiting') return 'nothing'
  const element = elementOf(run.definition, token.elementId)
  const scope = scopeOf(run, token)
  const isWork = isBody(scope, element.id)
  if (element.kind === 'userTask' && isWork)
    return run.tasks.all().some(({ tokenNo }) => tokenNo === token.no) ? 'person' : 'nothing'
  if (element.kind === 'callActivity' && isWork) return 'called'
  if ((element.kind === 'serviceTask' || element.kind === 'sendTask') && isWork) return 'outside'
  if (element.kind === 'parallelGateway' || element.kind === 'inclusiveGateway') return 'join'
  if (holderOf(run, scope)?.no === token.no && tokensIn(run, scope).length > 0) return 'inside'
  return hears(run, token) ? 'event' : 'nothing'
}

const hasIncident = (run: Run, token: Token): boolean =>
  run.incidents.all().some(({ tokenNo, closedAt }) => tokenNo === token.no && closedAt === null)

const hears = (run: Run, token: Token): boolean =>
  run.subscriptions.all().some(({ tokenNo }) => tokenNo === token.no) ||
  run.timers.all().some(({ tokenNo }) => tokenNo === token.no)
