import { Refusal } from '#shared/contract/contract'
import { compile } from '../compile.ts'
import type { Definition } from '../definition.ts'
import type { Variables } from '../expression.ts'
import type { Problem } from '../problem.ts'
import { ROOT_SCOPE, type Run, variablesSeen } from '../run.ts'
import type { ProcessWork } from '../work.ts'
import { Stage } from './stage.ts'

/** What the analyst does with what waits; `instance` is the one of the trial: the first, or one that it called. */
export type TrialMove =
  | { kind: 'complete'; instance: string; taskNo: number; values: Variables }
  | { kind: 'fire'; instance: string; timerNo: number }
  | { kind: 'message'; instance: string; name: string; key: string }
  | { kind: 'signal'; instance: string; name: string }

type At = { instance: string; elementId: string; elementName: string }
export type Trial = {
  /** The first one's. */
  state: 'active' | 'completed' | 'cancelled'
  passed: { instance: string; event: string; elementId: string; elementName: string }[]
  tasks: (At & { taskNo: number; form: string | null; variables: Variables })[]
  timers: (At & { timerNo: number; dueAt: string })[]
  waits: (At & { kind: 'message' | 'signal'; name: string; key: string })[]
  failures: (At & { code: string; message: string })[]
  variables: Variables
}
export type TriedProcess = { outcome: 'refused'; problems: readonly Problem[] } | ({ outcome: 'ran' } & Trial)

/** `called`: the drawings of processes that it calls. `services`: names of work that a drawing may use. */
type Asked = { xml: string; called: readonly string[]; services: ReadonlySet<string>; variables: Variables; now: Date }
const KEY = 'K'

/**
 * Runs a drawing in memory with nobody told: no row is written, no work of the outside is done. The moves are made from the start
 * each time, so that nothing of a trial has to be kept. Refusal: moveGone, a move is about what no longer waits.
 */
export async function tryProcess(asked: Asked, moves: readonly TrialMove[]): Promise<TriedProcess> {
  const { definition, problems } = await compile(asked.xml, asked.services)
  if (!definition) return { outcome: 'refused', problems }
  const stage = new Stage(standIn(asked.services))
  stage.now = asked.now
  const definitions = new Map([[definition.key, definition]])
  for (const xml of asked.called) {
    const { definition: called } = await compile(xml, asked.services)
    if (called) definitions.set(await stage.deploy(xml), called)
  }
  const first = await stage.start(await stage.deploy(asked.xml), asked.variables)
  for (const move of moves) await make(stage, move)
  return { outcome: 'ran', ...(await trialOf(stage, first, definitions)) }
}

/** Work of the outside is passed over: what it would leave behind is written into the variables at the start. */
function standIn(services: ReadonlySet<string>): ProcessWork {
  const nothing = async () => undefined
  const passedOver = Object.fromEntries([...services].map((name) => [name, nothing]))
  return { services: passedOver, taskEntered: nothing, taskLeft: async () => undefined }
}

async function make(stage: Stage, move: TrialMove): Promise<void> {
  const run = stage.runs().find(({ instance }) => instance.id === move.instance)
  if (!run) throw new Refusal('moveGone')
  if (move.kind === 'complete') {
    if (!run.tasks.get(move.taskNo)) throw new Refusal('moveGone')
    await stage.complete(move.instance, move.taskNo, move.values)
  } else if (move.kind === 'fire') {
    const timer = run.timers.get(move.timerNo)
    if (!timer) throw new Refusal('moveGone')
    if (timer.tryAt > stage.now) stage.now = timer.tryAt
    await stage.fire(move.instance, move.timerNo)
  } else if (move.kind === 'message') await stage.message(move.instance, move.name, move.key, {})
  else await stage.signal(move.instance, move.name, {})
}

async function trialOf(stage: Stage, first: string, definitions: ReadonlyMap<string, Definition>): Promise<Trial> {
  const trial: Trial = { state: 'active', passed: [], tasks: [], timers: [], waits: [], failures: [], variables: {} }
  for (const run of stage.runs()) {
    const instance = run.instance.id
    const { elements } = definitions.get(run.definition.key) ?? run.definition
    const at = (elementId: string): At => ({
      instance,
      elementId,
      elementName: elements.get(elementId)?.name ?? elementId,
    })
    if (instance === first)
      Object.assign(trial, { state: run.instance.state, variables: variablesSeen(run, ROOT_SCOPE) })
    for (const { event, elementId } of await stage.history(instance))
      if (elementId) trial.passed.push({ event, ...at(elementId) })
    addWaits(trial, run, at)
  }
  return trial
}

function addWaits(trial: Trial, run: Run, at: (elementId: string) => At): void {
  for (const { no: taskNo, elementId, scopeNo } of run.tasks.all()) {
    const form = run.definition.elements.get(elementId)?.attributes.form ?? null
    trial.tasks.push({ ...at(elementId), taskNo, form, variables: variablesSeen(run, scopeNo) })
  }
  for (const { no: timerNo, elementId, dueAt } of run.timers.all())
    trial.timers.push({ ...at(elementId), timerNo, dueAt: dueAt.toISOString() })
  for (const { elementId, kind, name, key } of run.subscriptions.all())
    if (kind === 'message' || kind === 'signal') trial.waits.push({ ...at(elementId), kind, name, key: key ?? KEY })
  for (const { elementId, code, message, closedAt } of run.incidents.all())
    if (closedAt === null) trial.failures.push({ ...at(elementId), code, message })
}
