import { elementOf } from '../definition.ts'
import { nextNo, type Run, type Scope, type Token } from '../run.ts'
import { dropTimersOf } from '../timers.ts'
import type { Detail } from './detail.ts'

/** Timers of event sub-processes of the process itself belong to no token. */
export const PROCESS = 0

/** A scope is held by the token that waits at its activity; the token stands inside it. The process itself has no holder. */
export function openScope(run: Run, token: Token, detail: Detail | null = null): Token {
  const { no } = run.scopes.put({ no: nextNo(run), parentNo: token.scopeNo, elementId: token.elementId, detail })
  return run.tokens.put({ ...token, scopeNo: no, state: 'waiting', since: run.ctx.now })
}

export function scopeOf(run: Run, token: Pick<Token, 'scopeNo'>): Scope {
  const scope = run.scopes.get(token.scopeNo)
  if (!scope) throw new Error(`no scope ${token.scopeNo}`)
  return scope
}

export const holderOf = (run: Run, scope: Scope): Token | undefined =>
  scope.parentNo === null
    ? undefined
    : run.tokens.all().find((token) => token.scopeNo === scope.no && token.elementId === scope.elementId)

export function isWithin(run: Run, scopeNo: number, outerNo: number): boolean {
  for (let no: number | null = scopeNo; no !== null; no = run.scopes.get(no)?.parentNo ?? null)
    if (no === outerNo) return true
  return false
}

/** The tokens in a scope and in all below it, without the one that holds it. */
export function tokensIn(run: Run, scope: Scope): Token[] {
  const holder = holderOf(run, scope)
  return run.tokens.all().filter((token) => token.no !== holder?.no && isWithin(run, token.scopeNo, scope.no))
}

/** What stands on the level of a scope: its own tokens, and the holders of the scopes right inside it. */
export function tokensAt(run: Run, scope: Scope): Token[] {
  const holder = holderOf(run, scope)
  return run.tokens.all().filter((token) => {
    if (token.scopeNo === scope.no) return token.no !== holder?.no
    const own = run.scopes.get(token.scopeNo)
    return own?.parentNo === scope.no && own.elementId === token.elementId
  })
}

/** Ends the scope that a token holds, with everything in it; answers the token, back in the scope around it. */
export function closeScope(run: Run, token: Token): Token {
  dropTimersOf(run, token)
  const scope = run.scopes.get(token.scopeNo)
  if (!scope || scope.parentNo === null || scope.elementId !== token.elementId) return token
  const gone = new Set(run.scopes.all().flatMap(({ no }) => (isWithin(run, no, scope.no) ? [no] : [])))
  for (const inner of run.tokens.all()) if (inner.no !== token.no && gone.has(inner.scopeNo)) dropToken(run, inner)
  for (const rows of [run.patches, run.subscriptions, run.tasks])
    for (const row of rows.all()) if (gone.has(row.scopeNo)) rows.drop(row.no)
  for (const no of gone) run.scopes.drop(no)
  return run.tokens.put({ ...token, scopeNo: scope.parentNo })
}

/** Takes a token away with all that waited for it, and closes the incidents it was in. */
export function dropToken(run: Run, token: Token): void {
  dropWaits(run, token)
  closeIncidents(run, token)
  run.tokens.drop(token.no)
}

/** What a token failed of is over in another way than by trying again. */
export function closeIncidents(run: Run, { no }: Pick<Token, 'no'>): void {
  for (const incident of run.incidents.all())
    if (incident.tokenNo === no && !incident.closedAt) run.incidents.put({ ...incident, closedAt: run.ctx.now })
}

/** Nothing that was awaited here may come any more. */
export function dropWaits(run: Run, token: Pick<Token, 'no'>): void {
  dropTimersOf(run, token)
  for (const row of run.subscriptions.all()) if (row.tokenNo === token.no) run.subscriptions.drop(row.no)
  for (const row of run.tasks.all()) if (row.tokenNo === token.no) run.tasks.drop(row.no)
}

export const elementAt = (run: Run, token: Pick<Token, 'elementId'>) => elementOf(run.definition, token.elementId)

/** Takes away all that is inside a scope; the scope itself and its holder stay. */
export function emptyScope(run: Run, scope: Scope): void {
  for (const token of tokensIn(run, scope)) dropToken(run, token)
  const gone = new Set(
    run.scopes.all().flatMap(({ no }) => (no !== scope.no && isWithin(run, no, scope.no) ? [no] : [])),
  )
  for (const rows of [run.patches, run.subscriptions, run.tasks])
    for (const row of rows.all()) if (gone.has(row.scopeNo)) rows.drop(row.no)
  for (const no of gone) run.scopes.drop(no)
}
