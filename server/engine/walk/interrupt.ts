import { type Caller, execution, type Run, record, type Scope, type Token } from '../run.ts'
import { isBody } from './detail.ts'
import { closeIncidents, closeScope, dropWaits, elementAt, emptyScope, scopeOf, tokensIn } from './scopes.ts'

export type How = 'interrupted' | 'cancelled'

/** Ends an activity where it stands, with all inside it; answers its token, back in the scope around it. */
export async function interrupt(run: Run, token: Token, how: How = 'interrupted'): Promise<Token> {
  const scope = scopeOf(run, token)
  await tellLeft(run, token, how)
  if (scope.elementId === token.elementId) await interruptInside(run, scope, how)
  dropWaits(run, token)
  closeIncidents(run, token)
  return closeScope(run, token)
}

/** Whoever works for a token is told first: what they answer may fail, and then nothing has been taken away. */
export async function interruptInside(run: Run, scope: Scope, how: How = 'interrupted'): Promise<void> {
  for (const token of tokensIn(run, scope)) await tellLeft(run, token, how)
  emptyScope(run, scope)
}

/** The wait of a token that called another process. */
export const callerAt = ({ instance }: Run, { no, scopeNo }: Token): Caller => ({
  instanceId: instance.id,
  tokenNo: no,
  scopeNo,
})

async function tellLeft(run: Run, token: Token, how: How): Promise<void> {
  const element = elementAt(run, token)
  record(run, 'interrupted', element.id, token.no)
  if (token.state !== 'waiting' || !isBody(scopeOf(run, token), element.id)) return
  if (element.kind === 'userTask') await run.work.taskLeft(execution(run, token, element), how, run.ctx)
  if (element.kind === 'callActivity') run.posts.push({ kind: 'cancel', caller: callerAt(run, token) })
}
