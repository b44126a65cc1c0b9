import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addNote } from '../domain/interaction/index.ts'
import { makeFactPartitions } from './factPartitions.ts'
import { findBrokenSeal, sealFacts } from './sealFacts.ts'
import { makeWorld, type World } from './testing/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
const note = (text: string) =>
  world.asStaff(world.staff.agent, (ctx) => addNote({ consumerId: world.consumer, text }, ctx))

test('sealed facts that nobody touched fit their chain; a changed one is found', async () => {
  await note('первая')
  expect(await sealFacts(world.db)).toBeGreaterThan(0)
  await note('вторая')
  expect(await sealFacts(world.db)).toBe(2)
  expect(await sealFacts(world.db)).toBe(0)
  expect(await findBrokenSeal(world.db)).toBeUndefined()
  await sql`update fact set actor = 'staff:somebody else' where name = 'messageAdded' and payload->'message'->>'text' = 'вторая'`.execute(
    world.db,
  )
  const last = (await world.facts()).at(-1)
  expect(await findBrokenSeal(world.db)).toMatchObject({ to: last?.cursor })
})

test('months to come get partitions of their own, once; facts go into them and are read in order', async () => {
  const later = new Date(Date.UTC(2030, 10, 15))
  expect(await makeFactPartitions(world.db, later)).toEqual([
    'fact_2030_11',
    'fact_2030_12',
    'fact_2031_01',
    'fact_2031_02',
  ])
  expect(await makeFactPartitions(world.db, later)).toEqual([])
  await world.asStaff(world.staff.agent, (ctx) => addNote({ consumerId: world.consumer, text: 'потом' }, ctx), later)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from fact_2030_11`.execute(world.db)
  expect(rows[0]?.n).toBe(2)
  expect((await world.facts()).slice(-2).map((fact) => fact.name)).toEqual(['interactionStarted', 'messageAdded'])
})
