import type { CatchEvent, EndEvent, ThrowEvent } from '../definition.ts'
import { type Run, record, type Token, variablesSeen } from '../run.ts'
import { contextOf } from './assign.ts'
import { Stuck } from './fail.ts'
import { checkScope, endToken } from './finish.ts'
import { interruptInside } from './interrupt.ts'
import { leave } from './leave.ts'
import { type Raised, raise } from './raise.ts'
import { scopeOf } from './scopes.ts'
import { undo } from './undo.ts'
import { keyOf, watch } from './watch.ts'

export async function waitForEvent(run: Run, token: Token, element: CatchEvent): Promise<void> {
  // the counterpart of a link is only a place to go on from
  if (element.trigger.kind === 'link') leave(run, token, element)
  else await watch(run, token.scopeNo, run.tokens.put({ ...token, state: 'waiting', since: run.ctx.now }), element)
}

export async function throwEvent(run: Run, token: Token, element: ThrowEvent): Promise<void> {
  const { trigger } = element
  if (trigger.kind === 'link') {
    record(run, 'left', element.id, token.no)
    run.tokens.put({ ...token, elementId: trigger.target ?? '', state: 'ready', via: null })
    return
  }
  if (await throwFrom(run, token, element)) leave(run, token, element)
}

export async function end(run: Run, token: Token, element: EndEvent): Promise<void> {
  if (element.trigger.kind === 'terminate') return terminate(run, token, element)
  if (!(await throwFrom(run, token, element))) return
  record(run, 'ended', element.id, token.no)
  await endToken(run, token)
}

/** Answers whether the token goes on from here now: it may be gone, or wait until all is undone. */
async function throwFrom(run: Run, token: Token, element: ThrowEvent | EndEvent): Promise<boolean> {
  const { trigger } = element
  if (trigger.kind === 'none') return true
  record(run, 'thrown', element.id, token.no)
  switch (trigger.kind) {
    case 'message':
    case 'signal': {
      const variables = element.input ? contextOf(element.input, variablesSeen(run, token.scopeNo)) : {}
      if (trigger.kind === 'signal') run.posts.push({ kind: 'signal', name: trigger.name, variables })
      else
        run.posts.push({
          kind: 'message',
          name: trigger.name,
          key: keyOf(run, token.scopeNo, trigger.key),
          variables,
        })
      return true
    }
    case 'compensation':
      return !(await undo(run, token, trigger.activity))
    case 'error':
    case 'escalation':
      return throwOutwards(run, token, { kind: trigger.kind, code: trigger.code ?? '' })
    default:
      throw new Error(`${element.id} cannot throw ${trigger.kind}`)
  }
}

/** An escalation that nobody catches is only noted; an error stops the instance, or ends a called one with it. */
async function throwOutwards(run: Run, token: Token, raised: Raised): Promise<boolean> {
  if (await raise(run, token, raised)) return run.tokens.get(token.no) === token
  const { caller } = run.instance
  if (caller) {
    run.posts.push({ kind: raised.kind, caller, code: raised.code })
    if (raised.kind === 'error') await endByError(run, raised.code)
  } else if (raised.kind === 'error') throw new Stuck('errorUncaught', `nobody catches the error ${raised.code}`)
  return run.tokens.get(token.no) === token
}

async function endByError(run: Run, code: string): Promise<void> {
  const root = run.scopes.all().find(({ parentNo }) => parentNo === null)
  if (root) await interruptInside(run, root)
  run.instance = { ...run.instance, state: 'cancelled', endedAt: run.ctx.now, endReason: code }
}

/** Ends everything of its level: the sub-process, or the instance. */
async function terminate(run: Run, token: Token, element: EndEvent): Promise<void> {
  const scope = scopeOf(run, token)
  record(run, 'ended', element.id, token.no)
  await interruptInside(run, scope)
  await checkScope(run, scope.no)
}
