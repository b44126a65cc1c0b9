import { type Element, elementOf } from '../definition.ts'
import type { Failure } from '../guarded.ts'
import { ROOT_SCOPE, type Run, record, type Token, variablesSeen } from '../run.ts'
import { dropTimersOf } from '../timers.ts'
import { askConditions } from './conditions.ts'
import { isRound } from './detail.ts'
import { enter } from './enter.ts'
import { fail } from './fail.ts'
import { synchronize } from './inclusive.ts'
import { type RaisedError, runPiece } from './piece.ts'
import { raise } from './raise.ts'
import { PROCESS, scopeOf } from './scopes.ts'

/** A loop without a wait state would hold the transaction for ever: of one token, and of tokens that multiply. */
const MAX_STEPS_OF_TOKEN = 1_000
const MAX_STEPS = 50_000

/**
 * Moves every ready token until it waits, fails or ends; an instance without tokens is completed.
 *
 *     ready ──enter──► waiting (task, event, join, inner scope) ──finish / deliver / fireTimer──► ready
 *       │ └──failing──► failed (incident)  ──retryIncidents──► ready
 *       └──end──► gone
 */
export async function advance(run: Run): Promise<void> {
  const steps = new Map<number, number>()
  let total = 0
  do {
    for (let ready = nextReady(run); ready.length > 0; ready = nextReady(run))
      for (const { no } of ready) {
        const token = run.tokens.get(no)
        if (token?.state !== 'ready') continue
        const taken = (steps.get(no) ?? 0) + 1
        steps.set(no, taken)
        if (taken <= MAX_STEPS_OF_TOKEN && ++total <= MAX_STEPS) await step(run, token)
        else fail(run, token, { code: 'endlessLoop', message: `more than ${taken - 1} steps without waiting` })
      }
  } while (run.instance.state === 'active' && ((await synchronize(run)) || (await askConditions(run))))
  complete(run)
}

const nextReady = (run: Run): Token[] => run.tokens.all().filter(({ state }) => state === 'ready')

async function step(run: Run, token: Token): Promise<void> {
  const element = elementOf(run.definition, token.elementId)
  if (!isRound(scopeOf(run, token), element.id)) record(run, 'entered', element.id, token.no)
  const done = await runPiece(run, touchesDatabase(element), () => enter(run, token, element))
  if (!done.isDone) await stumble(run, token, done.failure, done.raised)
}

/** What may call work of the outside, or end activities whose work has to be told. */
function touchesDatabase(element: Element): boolean {
  switch (element.kind) {
    case 'serviceTask':
    case 'userTask':
    case 'ruleTask':
      return true
    case 'sendTask':
      return element.binding !== null
    case 'end':
    case 'throw':
      return element.trigger.kind !== 'none' || element.within !== null
    default:
      return 'loop' in element && element.loop !== null
  }
}

/** An error of the business is for the drawing to catch; everything else, and what it does not catch, for an operator. */
async function stumble(run: Run, token: Token, failure: Failure, raised: RaisedError | null): Promise<void> {
  if (!raised) return fail(run, token, failure)
  let isCaught = false
  const done = await runPiece(run, true, async () => {
    isCaught = await raise(run, token, { kind: 'error', code: raised.code })
  })
  if (!done.isDone) return fail(run, token, done.failure)
  if (!isCaught) fail(run, token, { code: 'errorUncaught', message: `${raised.code}: ${raised.message}` })
}

/** Who called this instance hears of its end; nothing goes on listening. */
function complete(run: Run): void {
  if (run.tokens.size > 0) return
  for (const awaited of run.subscriptions.all()) run.subscriptions.drop(awaited.no)
  dropTimersOf(run, { no: PROCESS })
  if (run.instance.state !== 'active') return
  run.instance = { ...run.instance, state: 'completed', endedAt: run.ctx.now }
  record(run, 'completed', null, null)
  const { caller } = run.instance
  if (caller) run.posts.push({ kind: 'return', caller, variables: variablesSeen(run, ROOT_SCOPE) })
}
