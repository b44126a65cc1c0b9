import { expect, it } from 'vitest'
import { simulate } from '../simulation/simulate.ts'
import { migratingStage, unmarked } from './testing/migratingStage.ts'

const SEEDS = Array.from({ length: 60 }, (_, n) => 20_261_124 + n)

it('random processes go the same way though they go to another drawing and back again and again', {
  timeout: 120_000,
}, async () => {
  let migrations = 0
  for (const seed of SEEDS) {
    const stages: ReturnType<typeof migratingStage>[] = []
    const gone = await simulate(seed, (work) => {
      const stage = migratingStage(work)
      stages.push(stage)
      return stage
    })
    const stayed = await simulate(seed)
    expect({ seed, violations: gone.violations, trace: gone.trace.map(unmarked) }).toEqual({
      seed,
      violations: [],
      trace: stayed.trace,
    })
    migrations += stages[0]?.migrations ?? 0
  }
  // else nothing would have been proved
  expect(migrations).toBeGreaterThan(5 * SEEDS.length)
})
