import type { Element, Flow } from '../definition.ts'
import { nextNo, type Run, record, type Token } from '../run.ts'

/** Takes the one way out of an element. */
export function leave(run: Run, token: Token, element: Element): void {
  const flow = element.outgoing[0]
  if (!flow) throw new Error(`${element.id} has no way out`)
  leaveBy(run, token, element, [flow])
}

/** Takes the given ways out: the token the first, a new one each of the others. */
export function leaveBy(run: Run, token: Token, element: Element, flows: readonly Flow[]): void {
  record(run, 'left', element.id, token.no)
  flows.forEach((flow, n) => {
    const no = n === 0 ? token.no : nextNo(run)
    record(run, 'taken', flow.id, no)
    run.tokens.put({ ...token, no, elementId: flow.to, state: 'ready', since: run.ctx.now, via: flow.id })
  })
}

/** A new token that starts on its own, not by a flow. */
export function spawn(run: Run, scopeNo: number, elementId: string, state: Token['state'] = 'ready'): Token {
  return run.tokens.put({ no: nextNo(run), scopeNo, elementId, state, since: run.ctx.now, via: null })
}
