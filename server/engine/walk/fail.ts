import type { Failure } from '../guarded.ts'
import { nextNo, type Run, record, type Token } from '../run.ts'

/** The token stays where it is until an operator has it tried again. */
export function fail(run: Run, token: Token, { code, message }: Failure): void {
  const before = run.incidents
    .all()
    .filter((known) => known.tokenNo === token.no && known.elementId === token.elementId)
  run.tokens.put({ ...token, state: 'failed', since: run.ctx.now })
  run.incidents.put({
    no: nextNo(run),
    tokenNo: token.no,
    elementId: token.elementId,
    code,
    message,
    attempts: before.length + 1,
    openedAt: run.ctx.now,
    closedAt: null,
  })
  record(run, 'failed', token.elementId, token.no, { code })
}

/** A reason to stop here that is the drawing's or its data's, with its code. */
export class Stuck extends Error {
  constructor(code: string, message: string) {
    super(message)
    this.name = code
  }
}
