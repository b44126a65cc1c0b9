// npm run simulate -- --seed N --runs N: random processes with random interleavings; the same seed gives the same trace.
import { parseArgs } from 'node:util'
import { simulate } from '../engine/simulation/simulate.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1000' },
    trace: { type: 'boolean' },
  },
})
const [first, runs] = [Number(values.seed), Number(values.runs)]
if (!Number.isInteger(first) || !Number.isInteger(runs) || runs < 1) {
  console.error('--seed and --runs are whole numbers')
  process.exit(2)
}
const sum = { seed: first, runs, moves: 0, crashes: 0, ended: 0, waiting: 0, violated: 0 }
const begun = performance.now()
for (let seed = first; seed < first + runs; seed++) {
  const one = await simulate(seed)
  sum.moves += one.moves
  sum.crashes += one.crashes
  if (one.isEnded) sum.ended++
  else sum.waiting++
  if (values.trace) console.log(`${one.xml}\n${one.trace.join('\n')}`)
  if (one.violations.length === 0 && one.isEnded) continue
  sum.violated++
  console.error(
    `seed ${seed}: ${one.violations.join('; ') || 'did not come to its end'} (--seed ${seed} --runs 1 --trace)`,
  )
}
console.log(JSON.stringify({ ...sum, seconds: Number(((performance.now() - begun) / 1_000).toFixed(1)) }))
process.exitCode = sum.violated > 0 ? 1 : 0
