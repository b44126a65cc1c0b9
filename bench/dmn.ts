import { compileDecisions } from '../server/engine/decision/compileDecisions.ts'
import { evaluateDecision } from '../server/engine/decision/evaluateDecision.ts'
import { drawDecisions, drawTable } from '../server/engine/testing/drawDecision.ts'

const KINDS = ['person', 'soleTrader', 'organization', 'agency', 'network']
const ROWS = 50

/** A table of 50 rows and 4 inputs: kind, power, age in days, urgency. One row fits each input, some inputs none. */
function rows(): string[][] {
  return Array.from({ length: ROWS }, (_, n) => {
    const kind = KINDS[n % KINDS.length]
    const low = Math.floor(n / KINDS.length) * 15
    const kinds = n % 3 === 0 ? `"${kind}"` : `"${kind}", "other${n}"`
    return [
      kinds,
      `[${low}..${low + 15})`,
      n % 2 === 0 ? '< 1000' : 'not(1000, 1001)',
      '-',
      `${n} + 1`,
      `"unit${n % 7}"`,
    ]
  })
}

const inputs = Array.from({ length: 997 }, (_, n) => ({
  kind: KINDS[n % KINDS.length],
  power: (n * 7) % 160,
  ageDays: n,
  isUrgent: n % 2 === 0,
}))

/** Evaluations a second of one table, whose inputs differ every time, in one thread. */
export async function bench(isShort: boolean): Promise<Record<string, unknown>> {
  const table = drawTable({
    inputs: ['kind', 'power', 'ageDays', 'isUrgent'],
    outputs: ['days', 'unit'],
    rules: rows(),
  })
  const { decisions, problems } = await compileDecisions(drawDecisions(table))
  if (!decisions) throw new Error(JSON.stringify(problems))
  const hits = inputs.filter((input) => evaluateDecision(decisions, 'd', input) !== null).length
  const seconds = isShort ? 2 : 10
  const begun = performance.now()
  let count = 0
  for (; performance.now() - begun < seconds * 1_000; count += inputs.length)
    for (const input of inputs) evaluateDecision(decisions, 'd', input)
  const evaluationsPerSecond = Math.round((count * 1_000) / (performance.now() - begun))
  return { evaluationsPerSecond, rows: ROWS, inputs: 4, hitShare: Number((hits / inputs.length).toFixed(2)) }
}
