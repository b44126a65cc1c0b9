import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorld, type World } from '../../db/testing/world.ts'
import { databaseStage } from '../testing/databaseStage.ts'
import { simulate } from './simulate.ts'

const SEEDS = Array.from({ length: 200 }, (_, n) => 20_261_124 + n)

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

describe('two hundred random processes, with everything that can happen to them', () => {
  it('lose and double no token, leave nothing behind, and come to their end', { timeout: 120_000 }, async () => {
    let [moves, crashes] = [0, 0]
    for (const seed of SEEDS) {
      const { violations, isEnded, ...one } = await simulate(seed)
      expect({ seed, violations, isEnded }).toEqual({ seed, violations: [], isEnded: true })
      moves += one.moves
      crashes += one.crashes
    }
    // else nothing would have been proved
    expect(moves).toBeGreaterThan(20 * SEEDS.length)
    expect(crashes).toBeGreaterThan(SEEDS.length)
  })

  it('go the same way for the same seed', async () => {
    for (const seed of SEEDS.slice(0, 20)) expect((await simulate(seed)).trace).toEqual((await simulate(seed)).trace)
  })

  it('go the same way on PostgreSQL as in memory', { timeout: 120_000 }, async () => {
    for (const seed of SEEDS.slice(0, 12)) {
      const stored = await simulate(seed, (work) => databaseStage(world, 'p', work))
      expect({ seed, trace: stored.trace }).toEqual({ seed, trace: (await simulate(seed)).trace })
      expect(stored.violations).toEqual([])
    }
  })
})
