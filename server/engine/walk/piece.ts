import { type Failure, guarded } from '../guarded.ts'
import type { Run } from '../run.ts'

/** An error of the business, that a boundary event or an event sub-process of the drawing may catch by its code. */
export class RaisedError extends Error {
  override name = 'RaisedError'
  readonly code: string
  constructor(code: string, message = code) {
    super(message)
    this.code = code
  }
}

export type Outcome = { isDone: true } | { isDone: false; failure: Failure; raised: RaisedError | null }

/** Runs a piece of the walk; when it fails, the rows are as they were and, `withSavepoint`, the database too. */
export async function runPiece(run: Run, withSavepoint: boolean, piece: () => Promise<void>): Promise<Outcome> {
  const restore = snapshot(run)
  let raised: RaisedError | null = null
  const work = async () => {
    try {
      await piece()
    } catch (error) {
      if (error instanceof RaisedError) raised = error
      throw error
    }
  }
  const done = withSavepoint ? await guarded(run.ctx, work) : await attempt(work)
  if (!('failure' in done)) return { isDone: true }
  restore()
  return { isDone: false, failure: done.failure, raised }
}

/** As `guarded`, for what does not touch the database. */
export async function attempt<T>(work: () => T | Promise<T>): Promise<{ value: T } | { failure: Failure }> {
  try {
    return { value: await work() }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { failure: { code: error.name, message: error.message.slice(0, 500) } }
  }
}

function snapshot(run: Run): () => void {
  const { posts } = run
  const kept = posts.length
  const rows = [run.scopes, run.tokens, run.tasks, run.timers, run.subscriptions, run.patches, run.incidents]
  const restores = rows.map((one) => one.keep())
  return () => {
    for (const restore of restores) restore()
    posts.length = kept
  }
}
