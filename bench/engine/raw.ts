import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { factRow } from '../../server/db/announce.ts'
import { newId } from '../../server/db/newId.ts'
import { type Cell, literals, Sheet, type Write } from '../../server/engine/sheet.ts'
import * as tables from '../../server/engine/tables.ts'
import { decided, variables } from './six.ts'
import { type EngineWorld, who } from './world.ts'

const BATCH = 64
const TABLES = ['instance', 'scope', 'token', 'task', 'timer', 'variable', 'history'].map((name) => `engine_${name}`)

const CONNECTIONS = 2
/** Batches that are made ready before the clock runs. */
const READY = 60
type Batch = { text: string; values: string[] }

/**
 * What this database takes at most of the rows one instance of six.bpmn inserts in its life: no reading, no changing, no deleting, and
 * nothing to compute, for the values are made ready outside of the time. Tables and indexes of the same shape, 64 instances in one
 * statement and one commit, a connection for each processor.
 */
export async function rawPerSecond({ url }: EngineWorld, ms: number): Promise<number> {
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString: url }))
  for (const client of clients) await client.connect()
  for (const table of TABLES) await clients[0]?.query(`create table raw_${table} (like ${table} including all)`)
  await clients[0]?.query('create table raw_fact (like fact including all)')
  let instances = 0
  let spentMs = 0
  while (spentMs < ms) {
    const ready = clients.map(() => Array.from({ length: READY }, batch))
    const begun = performance.now()
    await Promise.all(clients.map((client, n) => insertAll(client, ready[n] ?? [])))
    spentMs += performance.now() - begun
    instances += CONNECTIONS * READY * BATCH
  }
  for (const client of clients) await client.end()
  return (instances / spentMs) * 1_000
}

async function insertAll(client: pg.Client, batches: readonly Batch[]) {
  for (const { text, values } of batches) await client.query({ name: 'raw', text, values })
}

let made = 0
function batch(): Batch {
  const sheets = new Map<Write, Sheet>()
  for (let n = 0; n < BATCH; n++)
    for (const [write, cells] of lifeOf(newId<string>(), made++)) {
      const sheet = sheets.get(write) ?? new Sheet(write)
      sheets.set(write, sheet)
      sheet.add(literals(write.types, cells))
    }
  let next = 1
  const parts = [...sheets.keys()].map(({ sql, types }, n) => {
    const source = `unnest(${types.map((type) => `$${next++}::${type}[]`).join(', ')})`
    return `w${n} as (${sql(source).replace('insert into ', 'insert into raw_')})`
  })
  return { text: `with ${parts.join(', ')} select 1`, values: [...sheets.values()].flatMap((sheet) => sheet.values()) }
}

const DEFINITION = randomUUID()

/** Every row that is ever inserted for one instance. */
function* lifeOf(id: string, n: number): Generator<[Write, Cell[]]> {
  const { actor, now: at } = who()
  const key = `26-${String(n).padStart(6, '0')}`
  yield [
    tables.instances.insert,
    tables.instances.added({
      id,
      definitionId: DEFINITION,
      businessKey: key,
      state: 'completed',
      nextNo: 9,
      nextHistoryNo: 28,
      startedAt: at,
      endedAt: at,
      endReason: null,
      caller: null,
    }),
  ]
  yield [tables.scopes.insert, tables.scopes.cells(id, { no: 1, parentNo: null, elementId: null, detail: null })]
  yield [tables.scopes.insert, tables.scopes.cells(id, { no: 4, parentNo: 1, elementId: 'review', detail: null })]
  yield [
    tables.tokens.insert,
    tables.tokens.cells(id, { no: 3, scopeNo: 4, elementId: 'review', state: 'waiting', since: at, via: 'f2' }),
  ]
  yield [tables.tasks.insert, tables.tasks.cells(id, task(at))]
  yield [tables.timers.insert, tables.timers.cells(id, timer(at))]
  yield [tables.patches.insert, tables.patches.cells(id, { no: 2, scopeNo: 1, patch: variables(), at })]
  yield [tables.patches.insert, tables.patches.cells(id, { no: 6, scopeNo: 1, patch: decided, at })]
  for (const [no, events] of HISTORY)
    yield [
      tables.history.insert,
      tables.history.cells(
        id,
        events.map(([event, elementId], k) => ({ no: no + k, at, event, elementId, tokenNo: 3, detail: null })),
        'system:bench',
      ),
    ]
  const where = { instanceId: id, process: 'six', businessKey: key }
  const ctx = { actor, now: at }
  yield [tables.facts.insert, tables.facts.cells(factRow(ctx, 'processStepOpened', { ...where, ...STEP }))]
  yield [
    tables.facts.insert,
    tables.facts.cells(factRow(ctx, 'processStepClosed', { ...where, ...STEP, how: 'completed' })),
  ]
  yield [tables.facts.insert, tables.facts.cells(factRow(ctx, 'processEnded', { ...where, outcome: 'completed' }))]
}

const STEP = { taskNo: 5, elementId: 'review' }
const task = (at: Date) => ({
  ...{ no: 5, tokenNo: 3, scopeNo: 4, elementId: 'review', name: 'Review', candidates: { roles: ['agent'] } },
  ...{ dueAt: null, reckoned: null, priority: 0, claimedBy: null, createdAt: at },
})
const timer = (at: Date) => ({
  ...{ no: 7, tokenNo: 3, elementId: 'wait', dueAt: at, tryAt: at, period: null, repeatsLeft: 0 },
  ...{ attempts: 0, failure: null, reckoned: null },
})

type Event = Parameters<typeof tables.history.cells>[1][number]['event']
const through = (...steps: string[]): [Event, string][] =>
  steps.flatMap((id): [Event, string][] =>
    id.startsWith('f')
      ? [['taken', id]]
      : [
          ['entered', id],
          ['left', id],
        ],
  )
const HISTORY: [number, [Event, string][]][] = [
  [1, [['started', ''], ...through('start', 'f1', 'register', 'f2'), ['entered', 'review']]],
  [9, [['left', 'review'], ...through('f3', 'ok', 'f_yes', 'notify', 'f5'), ['entered', 'wait']]],
  [
    18,
    [
      ['timerFired', 'wait'],
      ['left', 'wait'],
      ...through('f6', 'close', 'f7'),
      ['entered', 'end'],
      ['ended', 'end'],
      ['completed', ''],
    ],
  ],
]
