import type { Run } from '../run.ts'
import { Stage } from '../testing/stage.ts'
import { RaisedError } from '../walk/index.ts'
import type { ProcessWork } from '../work.ts'
import { throwBlocks } from './block.ts'
import { Dice } from './dice.ts'
import { drawBlocks } from './drawBlocks.ts'
import { violations } from './invariants.ts'
import { type Move, movesOf } from './moves.ts'

/** After so many moves no decision leads back and no work fails any more, so that everything must come to its end. */
const WILD_MOVES = 60
const MOST_MOVES = 3_000

export type Simulation = {
  seed: number
  xml: string
  moves: number
  crashes: number
  /** What was done and what it led to, line by line. */
  trace: string[]
  isEnded: boolean
  violations: string[]
}

/** A random process, and a random interleaving of all that can happen to it. The same seed gives the same trace. */
export async function simulate(seed: number): Promise<Simulation> {
  const dice = new Dice(seed)
  const xml = drawBlocks(throwBlocks(dice), 'p')
  const mood = { isWild: true }
  const stage = new Stage(unreliableWork(dice, mood))
  const key = await stage.deploy(xml)
  const id = await stage.start(key, { d: dice.below(3) })
  const found = check(stage.run(id))
  const trace = ['start', ...told(stage, id)]
  let [moves, crashes] = [0, 0]
  while (stage.run(id).instance.state === 'active' && moves < MOST_MOVES && found.length === 0) {
    mood.isWild = moves < WILD_MOVES
    const possible = movesOf(stage, id, mood.isWild ? dice.below(3) : 0)
    if (possible.length === 0) break
    const move = dice.pick(possible)
    moves++
    const isKilled = mood.isWild && dice.happens(0.1)
    if (isKilled) crashes++
    trace.push(`${isKilled ? 'killed at ' : ''}${move.text}`)
    found.push(...(await make(stage, id, move, isKilled)))
    trace.push(...told(stage, id))
    found.push(...check(stage.run(id)))
  }
  const isEnded = stage.run(id).instance.state !== 'active'
  if (isEnded) found.push(...checkEnd(stage, id))
  return { seed, xml, moves, crashes, trace, isEnded, violations: found }
}

/** A server that is killed in the middle leaves everything as it was: what it did was not yet kept. */
async function make(stage: Stage, id: string, move: Move, isKilled: boolean): Promise<string[]> {
  const before = JSON.stringify(rowsOf(stage.run(id)))
  stage.isKilled = isKilled
  const problems = await move.make()
  stage.isKilled = false
  const isChanged = JSON.stringify(rowsOf(stage.run(id))) !== before
  if (isChanged && (isKilled || move.isNothing)) return [...problems, `${move.text} changed something`]
  return problems
}

const rowsOf = ({ scopes, tokens, tasks, timers, subscriptions, patches }: Run) =>
  [scopes, tokens, tasks, timers, subscriptions, patches].map((rows) => rows.all())

function unreliableWork(dice: Dice, mood: { isWild: boolean }): ProcessWork {
  return {
    services: {
      work: async () => {
        if (mood.isWild && dice.happens(0.1)) throw new RaisedError('x')
        if (mood.isWild && dice.happens(0.1)) throw new Error('down')
        return undefined
      },
    },
    taskEntered: async () => undefined,
    taskLeft: async () => undefined,
  }
}

const check = (run: Run): string[] => violations(run)

const told = (stage: Stage, id: string): string[] =>
  stage.told(id).map(({ event, elementId, tokenNo }) => `  ${event} ${elementId ?? ''} ${tokenNo ?? ''}`.trimEnd())

/** The way through the process is one token's: it comes to the end once, however often it was forked on the way. */
function checkEnd(stage: Stage, id: string): string[] {
  const ends = stage.history(id).filter(({ event, elementId }) => event === 'ended' && elementId === 'e').length
  return ends === 1 ? [] : [`the end was come to ${ends} times`]
}
