import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Db, openDatabase } from '../../db/database.ts'
import { until } from '../../db/testing/world.ts'
import { Dice } from '../simulation/dice.ts'
import { draw, flow } from '../testing/draw.ts'
import type { Order } from './order.ts'
import { type Stand, startStand } from './stand.ts'

const INSTANCES = 1_000
const CLIENTS = 24
const SEED = 20_261_124
const dice = new Dice(SEED)
let stand: Stand
let db: Db
beforeAll(async () => {
  stand = await startStand()
  db = openDatabase(stand.url)
  await sql`create table stamp (business_key text not null, element_id text not null)`.execute(db)
  await sql`create table rung (key text not null, business_key text not null)`.execute(db)
})
afterAll(async () => {
  await db.destroy()
  await stand.close()
})

/** Two steps of people, work within the step, a call to the outside, a timer. */
const drawing = draw(
  `<startEvent id="s"/><userTask id="a"/><serviceTask id="stampA" okno:binding="stamp"/><serviceTask id="ring" okno:binding="ring" okno:retries="50"/>
  <userTask id="b"/><serviceTask id="stampB" okno:binding="stamp"/><intermediateCatchEvent id="rest"><timerEventDefinition><timeDuration>PT0.2S</timeDuration></timerEventDefinition></intermediateCatchEvent>
  <serviceTask id="stampEnd" okno:binding="stamp"/><endEvent id="e"/>${flow('s', 'a')}${flow('a', 'stampA')}${flow('stampA', 'ring')}${flow('ring', 'b')}
  ${flow('b', 'stampB')}${flow('stampB', 'rest')}${flow('rest', 'stampEnd')}${flow('stampEnd', 'e')}`,
  'crash',
)

type Kill = { after: number; what: () => Promise<unknown> }
type Told = { acknowledged: Set<string>; sentAgain: number; refused: number }

/** Many clients, each one order at a time; who gets no answer asks again once the server is up. */
async function sendAll(orders: { key: string; order: Order }[], kills: Kill[]): Promise<Told> {
  const waiting = [...orders]
  const due = [...kills].sort((one, other) => one.after - other.after)
  const told: Told = { acknowledged: new Set(), sentAgain: 0, refused: 0 }
  async function client() {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { isAcknowledged, refusal } = await stand.send(next.order)
      if (isAcknowledged) told.acknowledged.add(next.key)
      else if (refusal === 'taskAlreadyCompleted') told.refused++
      else {
        told.sentAgain++
        await stand.isUp()
        waiting.push(next)
      }
      while (due[0] && told.acknowledged.size >= due[0].after) void due.shift()?.what()
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  await stand.isUp()
  expect(due).toEqual([])
  return told
}

const killServerAfter = (after: number): Kill => ({ after, what: () => stand.killServer() })
const somewhere = () => 50 + dice.below(INSTANCES * 0.6)
const count = async (what: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(what)}`.execute(db)
  return rows[0]?.n ?? 0
}
const complete = (instances: { id: string; key: string }[], elementId: string) =>
  instances.map(({ id, key }, n) => ({
    key,
    order: { kind: 'complete' as const, instanceId: id, elementId, isGrouped: n % 2 === 0 },
  }))
/** How often each instance has a step in its history, by what happened there. */
async function timesLeft(elementId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; n: number }>`
    select i.business_key as key, count(*)::int as n from engine_instance i join engine_history h on h.instance_id = i.id
    cross join lateral json_array_elements(h.events) as e(event)
    where e.event ->> 0 = 'left' and e.event ->> 1 = ${elementId} group by i.business_key`.execute(db)
  return new Map(rows.map(({ key, n }) => [key, n]))
}

it('kill -9 of the server at any moment, and once of PostgreSQL: what was acknowledged is there, nothing is there twice', async () => {
  await stand.send({ kind: 'deploy', xml: drawing })
  const keys = Array.from({ length: INSTANCES }, (_, n) => `K-${n}`)
  // a start has no key of its own, so these are begun in peace
  const started = await sendAll(
    keys.map((key) => ({ key, order: { kind: 'start', key } })),
    [],
  )
  expect(started.acknowledged.size).toBe(INSTANCES)
  const { rows: instances } = await sql<{ id: string; key: string }>`
    select id, business_key as key from engine_instance order by id`.execute(db)
  expect(instances).toHaveLength(INSTANCES)

  const first = await sendAll(complete(instances, 'a'), [
    killServerAfter(somewhere()),
    killServerAfter(somewhere()),
    { after: somewhere(), what: () => stand.killDatabase() },
  ])
  await until(
    'all have been called back',
    async () => (await count(`engine_task where element_id = 'b'`)) === INSTANCES,
    30_000,
  )
  const second = await sendAll(complete(instances, 'b'), [killServerAfter(somewhere()), killServerAfter(somewhere())])
  await until(
    'all have ended',
    async () => (await count(`engine_instance where state = 'completed'`)) === INSTANCES,
    30_000,
  )

  expect(first.sentAgain).toBeGreaterThan(0)
  expect(second.sentAgain).toBeGreaterThan(0)
  for (const [elementId, { acknowledged, refused }] of [
    ['a', first],
    ['b', second],
  ] as const) {
    expect(acknowledged.size + refused).toBe(INSTANCES)
    const times = await timesLeft(elementId)
    for (const { key } of instances) expect([key, times.get(key)]).toEqual([key, 1])
  }
  const { rows: stamps } = await sql<{ n: number; times: number }>`
    select times, count(*)::int as n from (select count(*)::int as times from stamp group by business_key, element_id) each
    group by times`.execute(db)
  expect(stamps).toEqual([{ times: 1, n: INSTANCES * 3 }])
  // outside at least once, under one key
  const { rows: rung } = await sql<{ keys: number; instances: number }>`
    select count(distinct key)::int as keys, count(distinct business_key)::int as instances from rung`.execute(db)
  expect(rung).toEqual([{ keys: INSTANCES, instances: INSTANCES }])
  for (const table of [
    'engine_token',
    'engine_task',
    'engine_timer',
    'engine_post',
    `engine_incident where closed_at is null`,
  ])
    expect([table, await count(table)]).toEqual([table, 0])
}, 120_000)
