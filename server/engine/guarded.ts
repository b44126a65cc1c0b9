import type { Context } from '../db/context.ts'
import { marksOf } from './marks.ts'

/** What a piece of work failed of, in the words an operator sees. */
export type Failure = { code: string; message: string }

/** The whole transaction is at stake, not this piece of work: the caller must run it again. */
const RERUN = new Set(['40001', '40P01', '25P02', '55P03', '57P01', '57P02', '57P03'])
const MESSAGE_LIMIT = 500

/** Runs work that can be taken back: when it throws, what it wrote is undone and the transaction goes on without it. */
export async function undoable<T>(ctx: Context, run: () => Promise<T>): Promise<T> {
  const marks = marksOf(ctx.tx)
  await marks.set()
  try {
    const value = await run()
    await marks.keep()
    return value
  } catch (error) {
    if (!isOfTransaction(error)) await marks.undo()
    throw error
  }
}

/** The same, with what it failed of as a value. */
export async function guarded<T>(ctx: Context, run: () => Promise<T>): Promise<{ value: T } | { failure: Failure }> {
  try {
    return { value: await undoable(ctx, run) }
  } catch (error) {
    if (isOfTransaction(error)) throw error
    return { failure: describe(error) }
  }
}

/** Whether the transaction is lost with it, and with the transaction everything else that was done in it. */
export function isOfTransaction(error: unknown): boolean {
  const code = codeOf(error)
  return error instanceof LostConnection || (code !== null && (RERUN.has(code) || code.startsWith('08')))
}
/** The connection ended under a piece of work. */
export class LostConnection extends Error {}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
export function describe(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: codeOf(error) ?? (error instanceof Error ? error.name : 'unknown'),
    message: message.slice(0, MESSAGE_LIMIT),
  }
}
