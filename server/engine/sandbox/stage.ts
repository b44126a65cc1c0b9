import { compile } from '../compile.ts'
import { runFromTask } from '../completeTask.ts'
import type { Definition } from '../definition.ts'
import type { Variables } from '../expression.ts'
import { runFromTimer } from '../fireTimer.ts'
import { runFromSignal } from '../messages/broadcastSignal.ts'
import { runFromMessage } from '../messages/correlateMessage.ts'
import { migrateRun } from '../migrate/migrateOne.ts'
import type { Plan } from '../migrate/plan.ts'
import { noParts, type Parts } from '../parts.ts'
import { retryAll } from '../retryIncidents.ts'
import { Rows } from '../rows.ts'
import { type Caller, type HistoryRow, type Instance, type Post, ROOT_SCOPE, type Run } from '../run.ts'
import { runFromStart } from '../startInstance.ts'
import { emptyRun } from '../store.ts'
import { advance, failWaiting, finishActivity, raise, waitOf } from '../walk/index.ts'
import type { ProcessWork } from '../work.ts'
import { memoryContext } from './memory.ts'

/** Instances that answer each other for ever would never come to rest. */
const MOST_POSTS = 10_000
type Stored = { definition: Definition; instance: Instance; parts: Parts; history: HistoryRow[] }

/** Instances in memory, kept between advances as a database would: as data. Posts are delivered at once, in order. */
export class Stage {
  now = new Date('2026-11-24T09:00:00Z')
  /** As of a server that is killed before it keeps what it did. */
  isKilled = false
  readonly #ctx = memoryContext(this.now)
  readonly #definitions = new Map<string, Definition>()
  readonly #stored = new Map<string, Stored>()
  readonly #posts: { from: string; post: Post }[] = []
  readonly #work: ProcessWork
  #count = 0
  #delivered = 0

  constructor(work: ProcessWork) {
    this.#work = work
  }
  async deploy(xml: string): Promise<string> {
    const { definition, problems } = await compile(xml, new Set(Object.keys(this.#work.services)))
    if (!definition) throw new Error(problems.map(({ text, elementId }) => `${elementId}: ${text.en}`).join('\n'))
    this.#definitions.set(definition.key, definition)
    return definition.key
  }
  async start(process: string, variables: Variables, startId?: string, caller?: Caller): Promise<string> {
    const definition = this.#definitions.get(process)
    if (!definition) throw new Error(`no process ${process}`)
    const id = `i${++this.#count}`
    const instance: Instance = {
      ...{ id, definitionId: process, businessKey: 'K', state: 'active', nextNo: ROOT_SCOPE, nextHistoryNo: 1 },
      ...{ startedAt: this.now, endedAt: null, endReason: null, caller: caller ?? null },
    }
    this.#stored.set(id, { definition, instance, parts: noParts(), history: [] })
    const input = { process, businessKey: 'K', variables, ...(startId ? { startId } : {}) }
    await this.#change(id, (run) => runFromStart(run, input))
    return id
  }
  complete = (id: string, taskNo: number, variables: Variables) =>
    this.#change(id, (run) => runFromTask(run, { instanceId: id, taskNo, variables }))
  retry = (id: string) => this.#change(id, retryAll)
  signal = (id: string, name: string, variables: Variables) =>
    this.#change(id, (run) => runFromSignal(run, { name, variables }))
  message = (id: string, name: string, key: string, variables: Variables) =>
    this.#change(id, (run) => runFromMessage(run, { name, key, variables }))
  fire = (id: string, no: number) => this.#change(id, (run) => runFromTimer(run, no))
  /** To another drawing of the same process. */
  migrate = (id: string, plan: Plan) =>
    this.#change(id, (run) => migrateRun(run, plan, { from: 1, to: 2, definitionId: id, reason: 'проба' }))
  /** The instances as they stand, for reading. */
  runs = (): Run[] => [...this.#stored.keys()].map((id) => this.#open(id))
  look = async (id: string): Promise<Run> => this.#open(id)
  history = async (id: string): Promise<readonly HistoryRow[]> => this.#stored.get(id)?.history ?? []

  #open(id: string): Run {
    const stored = this.#stored.get(id)
    if (!stored) throw new Error(`no instance ${id}`)
    const works = { [stored.definition.key]: this.#work }
    const ctx = { ...this.#ctx, now: this.now }
    const run = emptyRun(works, { ...stored.instance }, stored.definition, ctx)
    return { ...run, ...copied(stored.parts), isNew: false }
  }
  /** Moves an instance and keeps what became of it; when it throws, nothing has. */
  async #change<Answer>(id: string, step: (run: Run) => Promise<Answer>): Promise<Answer> {
    const run = this.#open(id)
    const answer = await step(run)
    if (this.isKilled) return answer
    const history = [...(this.#stored.get(id)?.history ?? []), ...run.history]
    this.#stored.set(id, { definition: run.definition, instance: run.instance, parts: copied(run), history })
    this.#posts.push(...run.posts.map((post) => ({ from: id, post })))
    for (let next = this.#posts.shift(); next; next = this.#posts.shift()) {
      if (++this.#delivered > MOST_POSTS) throw new Error(`more than ${MOST_POSTS} messages and calls`)
      await this.#deliver(next.post)
    }
    return answer
  }
  async #deliver(post: Post): Promise<void> {
    const others = [...this.#stored.keys()]
    if (post.kind === 'signal') for (const id of others) await this.signal(id, post.name, post.variables)
    else if (post.kind === 'message') {
      for (const id of others) if (await this.message(id, post.name, post.key, post.variables)) return
    } else if (post.kind === 'call') {
      if (this.#definitions.has(post.process)) await this.start(post.process, post.variables, undefined, post.caller)
    } else if (post.kind === 'cancel') {
      for (const [id, { instance }] of this.#stored)
        if (JSON.stringify(instance.caller) === JSON.stringify(post.caller)) this.#stored.delete(id)
    } else if (post.kind === 'outside') throw new Error('nothing is outside a stage')
    else await this.#change(post.caller.instanceId, (run) => react(run, post))
  }
}

async function react(run: Run, post: Extract<Post, { kind: 'return' | 'error' | 'escalation' }>): Promise<void> {
  const token = waitOf(run, post.caller)
  if (!token) return
  if (post.kind === 'return') await finishActivity(run, token, post.variables)
  else if (!(await raise(run, token, { kind: post.kind, code: post.code })) && post.kind === 'error')
    await failWaiting(run, token, { code: 'errorUncaught', message: post.code })
  await advance(run)
}

const DATES = new Set(['since', 'dueAt', 'tryAt', 'at', 'openedAt', 'closedAt', 'createdAt'])
const revive = (key: string, value: unknown) => (DATES.has(key) && typeof value === 'string' ? new Date(value) : value)
/** By way of text, as through a database: what cannot be stored does not survive. */
function copy<Row extends { no: number }>(rows: Rows<Row>): Rows<Row> {
  const back: Row[] = JSON.parse(JSON.stringify(rows.all()), revive)
  return new Rows(back)
}
const copied = ({ scopes, tokens, tasks, timers, subscriptions, patches, incidents }: Parts): Parts => ({
  ...{ scopes: copy(scopes), tokens: copy(tokens), tasks: copy(tasks), timers: copy(timers) },
  ...{ subscriptions: copy(subscriptions), patches: copy(patches), incidents: copy(incidents) },
})
