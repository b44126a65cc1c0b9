import { answerOf, askDecision } from '../decision/askDecision.ts'
import type { CallActivity, ReceiveTask, RuleTask, ScriptTask, SendTask, ServiceTask, UserTask } from '../definition.ts'
import type { Variables } from '../expression.ts'
import { type DueTime, dueTimeOf } from '../reckon.ts'
import { execution, nextNo, type Run, record, setVariables, type Token, variablesSeen } from '../run.ts'
import type { Assignment } from '../work.ts'
import { evaluateIn, inputOf, isContext, plain } from './assign.ts'
import { Stuck } from './fail.ts'
import { finish } from './finish.ts'
import { callerAt } from './interrupt.ts'
import { callOutside } from './outside.ts'
import { openScope } from './scopes.ts'
import { keyOf, watch, watchBoundary } from './watch.ts'

export async function serve(run: Run, token: Token, element: ServiceTask | SendTask, name: string): Promise<void> {
  if (run.work.outside && Object.hasOwn(run.work.outside, name)) return callOutside(run, token, element, name)
  const binding = run.work.services[name]
  if (!binding) throw new Stuck('unknownBinding', `no work is bound to ${name}`)
  const result = await binding(execution(run, token, element, inputOf(run, token, element)), run.ctx)
  await finish(run, token, element, result ?? {})
}

/** The message goes out with the advance; whoever waits for it hears it in a transaction of its own. */
export async function send(run: Run, token: Token, element: SendTask): Promise<void> {
  if (element.binding !== null) return serve(run, token, element, element.binding)
  const { name, key } = element.message
  const variables = inputOf(run, token, element)
  run.posts.push({ kind: 'message', name, key: keyOf(run, token.scopeNo, key), variables })
  record(run, 'thrown', element.id, token.no)
  await finish(run, token, element, {})
}

export async function runScript(run: Run, token: Token, element: ScriptTask): Promise<void> {
  const seen = { ...variablesSeen(run, token.scopeNo), ...inputOf(run, token, element) }
  await finish(run, token, element, named(plain(element.script.evaluate(seen)), element.result))
}

/** Evaluates a decision on what is seen, or on the `input` alone. What the drawing carries goes before what was deployed by itself. */
export async function decide(run: Run, token: Token, element: RuleTask): Promise<void> {
  const inputs = element.input ? inputOf(run, token, element) : variablesSeen(run, token.scopeNo)
  const carried = run.definition.decisions.get(element.decision)
  const answer = carried
    ? answerOf(carried, element.decision, inputs)
    : await askDecision({ key: element.decision, version: element.version, inputs }, run.ctx)
  const value = plain(answer.value)
  const name = element.result ?? (isContext(value) ? null : answer.variable)
  await finish(run, token, element, named(value, name))
}

/** A context gives its entries, unless a name for the whole is wanted. */
function named(value: unknown, name: string | null): Variables {
  if (name !== null) return { [name]: value }
  if (isContext(value)) return value
  throw new Stuck('resultUnnamed', 'a result that is no FEEL context needs a name')
}

/** A user task has a scope of its own: its due date and timers die with it. */
export async function waitForPerson(run: Run, token: Token, element: UserTask): Promise<void> {
  const input = inputOf(run, token, element)
  const holder = openScope(run, token)
  setVariables(run, holder.scopeNo, input)
  const assignment = await assignmentOf(run, holder, element)
  const local = await run.work.taskEntered({ ...execution(run, holder, element, input), assignment }, run.ctx)
  setVariables(run, holder.scopeNo, local)
  const { dueAt, reckoned } = element.assignment.due ? assignment : await toldDue(run, holder)
  run.tasks.put({
    no: nextNo(run),
    tokenNo: holder.no,
    scopeNo: holder.scopeNo,
    elementId: element.id,
    name: element.name,
    candidates: assignment.candidates,
    priority: assignment.priority,
    dueAt,
    reckoned,
    claimedBy: null,
    createdAt: run.ctx.now,
  })
  await watchBoundary(run, holder, element)
}

const ORDINARY_PRIORITY = 0

/** Only what the drawing names. */
function candidatesOf({ roles, unit, skill }: UserTask['assignment'], people: unknown): Variables | null {
  const all = { roles: roles.length > 0 ? roles : null, unit, skill, people }
  const given = Object.entries(all).filter(([, value]) => value !== null)
  return given.length > 0 ? Object.fromEntries(given) : null
}

/** Who may do it, how urgent it is, and until when. */
export async function assignmentOf(
  run: Run,
  { scopeNo }: Pick<Token, 'scopeNo'>,
  { assignment }: UserTask,
): Promise<Assignment> {
  const { candidates, priority, due } = assignment
  const people = candidates ? evaluateIn(run, scopeNo, candidates) : null
  const urgency = priority ? evaluateIn(run, scopeNo, priority) : ORDINARY_PRIORITY
  return {
    candidates: candidatesOf(assignment, people),
    priority: typeof urgency === 'number' && Number.isInteger(urgency) ? urgency : ORDINARY_PRIORITY,
    ...(await dueTimeOf(run, due ? evaluateIn(run, scopeNo, due) : null, variablesSeen(run, scopeNo))),
  }
}

/** Whoever made work of the task may have told its term. */
function toldDue(run: Run, { scopeNo }: Token): Promise<DueTime> {
  const seen = variablesSeen(run, scopeNo)
  return dueTimeOf(run, seen.dueAt, seen)
}

export async function waitForMessage(run: Run, token: Token, element: ReceiveTask): Promise<void> {
  const input = inputOf(run, token, element)
  const holder = openScope(run, token)
  setVariables(run, holder.scopeNo, input)
  await watch(run, holder.scopeNo, holder, element)
  await watchBoundary(run, holder, element)
}

/** Another instance does the work; without an `input` it sees all that is seen here. */
export async function call(run: Run, token: Token, element: CallActivity): Promise<void> {
  const variables = element.input ? inputOf(run, token, element) : variablesSeen(run, token.scopeNo)
  const holder = openScope(run, token)
  await watchBoundary(run, holder, element)
  run.posts.push({ kind: 'call', process: element.process, caller: callerAt(run, holder), variables })
}
