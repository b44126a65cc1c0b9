import { sql } from 'kysely'
import type { Context } from '../db/context.ts'

/** What a piece of work failed of, in the words an operator sees. */
export type Failure = { code: string; message: string }

/** The whole transaction is at stake, not this piece of work: the caller must run it again. */
const RERUN = new Set(['40001', '40P01', '25P02', '57P01', '57P02', '57P03'])
const MESSAGE_LIMIT = 500

/** Runs work under a savepoint: when it throws, what it wrote is undone and the advance goes on without it. */
export async function guarded<T>(ctx: Context, run: () => Promise<T>): Promise<{ value: T } | { failure: Failure }> {
  await sql`savepoint piece_of_work`.execute(ctx.tx)
  try {
    const value = await run()
    await sql`release savepoint piece_of_work`.execute(ctx.tx)
    return { value }
  } catch (error) {
    if (isOfTransaction(error)) throw error
    await sql`rollback to savepoint piece_of_work`.execute(ctx.tx)
    await sql`release savepoint piece_of_work`.execute(ctx.tx)
    return { failure: describe(error) }
  }
}

function isOfTransaction(error: unknown): boolean {
  const code = codeOf(error)
  return code !== null && (RERUN.has(code) || code.startsWith('08'))
}
function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
function describe(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: codeOf(error) ?? (error instanceof Error ? error.name : 'unknown'),
    message: message.slice(0, MESSAGE_LIMIT),
  }
}
