import { type Element, elementOf, type Flow, type ServiceTask, type TimerCatch, type UserTask } from './definition.ts'
import type { Variables } from './expression.ts'
import { type Failure, guarded } from './guarded.ts'
import { execution, nextNo, type Run, record, setVariables, type Token, variablesSeen } from './run.ts'
import { dropTasksOf, openTask } from './tasks.ts'
import { dropTimersOf, setTimer } from './timers.ts'

/** A loop without a wait state would hold the transaction for ever. */
const MAX_STEPS = 1_000

/**
 * Moves every ready token until it waits, fails or ends; an instance without tokens is completed.
 *
 *     ready ──enter──► waiting (user task) ──completeTask / interrupting timer──► ready
 *       │ └──failing──► failed (incident)  ──retryIncident──► ready
 *       └──end──► gone
 */
export async function advance(run: Run): Promise<void> {
  for (let steps = 0; ; steps++) {
    const token = run.tokens.all().find(({ state }) => state === 'ready')
    if (!token) break
    if (steps < MAX_STEPS) await enter(run, token)
    else fail(run, token, { code: 'endlessLoop', message: `more than ${MAX_STEPS} steps without waiting` })
  }
  if (run.tokens.size > 0 || run.instance.state !== 'active') return
  run.instance.state = 'completed'
  run.instance.endedAt = run.ctx.now
  record(run, 'completed', null, null)
}

async function enter(run: Run, token: Token): Promise<void> {
  const element = elementOf(run.definition, token.elementId)
  record(run, 'entered', element.id, token.no)
  switch (element.kind) {
    case 'start':
    case 'boundaryTimer':
      return leave(run, token, element)
    case 'end':
      record(run, 'ended', element.id, token.no)
      return run.tokens.drop(token.no)
    case 'exclusiveGateway':
      return choose(run, token, element)
    case 'serviceTask':
      return serve(run, token, element)
    case 'userTask':
      return wait(run, token, element)
    case 'timerCatch':
      return waitForTime(run, token, element)
  }
}

/** Takes the one way out of an element. */
export function leave(run: Run, token: Token, element: Element): void {
  const flow = element.outgoing[0]
  if (!flow) throw new Error(`${element.id} has no way out`)
  record(run, 'left', element.id, token.no)
  take(run, token, flow)
}

function take(run: Run, token: Token, flow: Flow) {
  record(run, 'taken', flow.id, token.no)
  run.tokens.put({ ...token, elementId: flow.to, state: 'ready', since: run.ctx.now, via: flow.id })
}

/** The first way whose condition is true, in the order of the drawing; else the default one. */
async function choose(run: Run, token: Token, element: Element) {
  const variables = variablesSeen(run, token.scopeNo)
  const choice = await guarded(run.ctx, async () => {
    const isOnly = element.outgoing.length === 1
    return element.outgoing.find((flow) => !flow.isDefault && (isOnly || flow.condition?.evaluate(variables) === true))
  })
  if ('failure' in choice) return fail(run, token, choice.failure)
  const flow = choice.value ?? element.outgoing.find(({ isDefault }) => isDefault)
  if (!flow) return fail(run, token, { code: 'noWayOut', message: 'no condition holds and there is no default way' })
  record(run, 'left', element.id, token.no)
  take(run, token, flow)
}

async function serve(run: Run, token: Token, element: ServiceTask) {
  const done = await guarded(run.ctx, async () => {
    const input = element.input?.evaluate(variablesSeen(run, token.scopeNo)) ?? {}
    if (!isContext(input)) throw new Error(`the input of ${element.id} is no FEEL context`)
    const binding = run.work.services[element.binding]
    if (!binding) throw new Error(`no work is bound to ${element.binding}`)
    return binding(execution(run, token, element, input), run.ctx)
  })
  if ('failure' in done) return fail(run, token, done.failure)
  setVariables(run, token.scopeNo, done.value)
  leave(run, token, element)
}

const isContext = (value: unknown): value is Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A user task has a scope of its own: its due date and timers die with it. */
async function wait(run: Run, token: Token, element: UserTask) {
  const scope = run.scopes.put({ no: nextNo(run), parentNo: token.scopeNo, elementId: element.id, detail: null })
  const inside: Token = { ...token, scopeNo: scope.no, state: 'waiting', since: run.ctx.now }
  const made = await guarded(run.ctx, async () => {
    setVariables(run, scope.no, await run.work.taskEntered(execution(run, inside, element), run.ctx))
    for (const boundary of element.boundary) setTimer(run, inside, boundary)
  })
  if (!('failure' in made)) return openTask(run, run.tokens.put(inside), element)
  closeScope(run, inside)
  fail(run, token, made.failure)
}

async function waitForTime(run: Run, token: Token, element: TimerCatch) {
  const made = await guarded(run.ctx, async () => setTimer(run, token, element))
  if ('failure' in made) return fail(run, token, made.failure)
  run.tokens.put({ ...token, state: 'waiting', since: run.ctx.now })
}

/** Ends the scope of a user task with everything in it; answers the token, back in the scope around it. */
export function closeScope(run: Run, token: Token): Token {
  const scope = run.scopes.get(token.scopeNo)
  dropTimersOf(run, token)
  dropTasksOf(run, token)
  if (scope?.elementId !== token.elementId || scope.parentNo === null) return token
  for (const patch of run.patches.all()) if (patch.scopeNo === scope.no) run.patches.drop(patch.no)
  run.scopes.drop(scope.no)
  return { ...token, scopeNo: scope.parentNo }
}

/** The token stays where it is until an operator has it tried again. */
function fail(run: Run, token: Token, { code, message }: Failure) {
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
