import { createContext, Script } from 'node:vm'
import { FailedExpression } from './errors.ts'

/** Longer than any sensible expression, short enough that one bad drawing does not stop the server. */
export const BUDGET_MS = 250

const sandbox: { run: (() => unknown) | null; answer: unknown } = { run: null, answer: undefined }
const context = createContext(sandbox)
const script = new Script('answer = run()')

/** Runs synchronous work and ends it when its time is up; a limit of steps could not stop a regular expression. */
export function withinBudget<T>(run: () => T): T {
  let answer: { value: T } | undefined
  sandbox.run = () => {
    answer = { value: run() }
  }
  try {
    script.runInContext(context, { timeout: BUDGET_MS })
  } catch (error) {
    if (isTimeout(error)) throw new FailedExpression(`not finished within ${BUDGET_MS} ms`)
    throw error
  } finally {
    sandbox.run = null
  }
  if (!answer) throw new FailedExpression('no answer')
  return answer.value
}

/** The error is made in the other context, so it is no instance of this one's Error. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
