import { randomUUID } from 'node:crypto'
import { Engine } from 'bpmn-engine'
import { type Db, openDatabase } from '../../server/db/database.ts'
import { pause } from '../kit/processes.ts'
import { sixXml, variables } from './six.ts'
import type { EngineWorld } from './world.ts'

const CLIENTS = 16
const TIMER_MS = 1_000
const services = { noop: (_message: unknown, done: () => void) => done() }

/**
 * `bpmn-engine` on the same process, in this process: each instance is read, moved, and its state written and committed at every wait
 * state, as its own documentation does it. Waiting for the timers is not counted.
 */
export async function bpmnEnginePerSecond({ url }: EngineWorld, ms: number): Promise<number> {
  const db = openDatabase(url, CLIENTS)
  await db.pool.query('create table peer (id uuid primary key, state jsonb not null)')
  const source = (await sixXml()).replace('= approved', '$' + '{environment.variables.approved}')
  const ids: string[] = []
  const starting = await timed(async () => {
    const end = performance.now() + ms / 3
    await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        while (performance.now() < end) ids.push(await start(db, source))
      }),
    )
  })
  const completing = await timed(() => each(ids, (id) => step(db, id, review)))
  await pause(TIMER_MS + 500)
  const ending = await timed(() => each(ids, (id) => step(db, id, endOf)))
  await db.destroy()
  return (ids.length / (starting + completing + ending)) * 1_000
}

async function start({ pool }: Db, source: string): Promise<string> {
  const engine = new Engine({ name: 'six', source, services, variables: variables() })
  await engine.execute()
  const id = randomUUID()
  await pool.query('insert into peer (id, state) values ($1, $2)', [id, JSON.stringify(await engine.getState())])
  await engine.stop()
  return id
}

type Resumed = Awaited<ReturnType<Engine['resume']>>

async function step({ pool }: Db, id: string, move: (execution: Resumed) => void) {
  const { rows } = await pool.query('select state from peer where id = $1', [id])
  const engine = new Engine({ name: 'six', services })
  engine.recover(rows[0].state)
  const execution = await engine.resume()
  move(execution)
  await pool.query('update peer set state = $2 where id = $1', [id, JSON.stringify(await engine.getState())])
  // it never answers when there is nothing to stop
  if (execution.isRunning) await engine.stop()
}

function review(execution: Resumed) {
  const process = execution.definitions[0]?.getProcesses()[0]
  if (process) process.environment.variables.approved = true
  execution.signal({ id: 'review' })
}

function endOf(execution: Resumed) {
  if (execution.isRunning) throw new Error('an instance of the peer has not ended')
}

async function each(ids: readonly string[], run: (id: string) => Promise<void>) {
  const left = [...ids]
  const client = async () => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) await run(id)
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await run()
  return performance.now() - begun
}
