import type { Run } from '../run.ts'
import { Stage } from '../sandbox/stage.ts'
import { RaisedError } from '../walk/index.ts'
import type { ProcessWork } from '../work.ts'
import { throwBlocks } from './block.ts'
import { Dice } from './dice.ts'
import { drawBlocks } from './drawBlocks.ts'
import { violations } from './invariants.ts'
import { type Move, movesOf } from './moves.ts'
import type { Theatre } from './theatre.ts'

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

const inMemory = (work: ProcessWork): Theatre => new Stage(work)

/** A random process, and a random interleaving of all that can happen to it. The same seed gives the same trace. */
export async function simulate(seed: number, makeTheatre = inMemory): Promise<Simulation> {
  const dice = new Dice(seed)
  const xml = drawBlocks(throwBlocks(dice), 'p')
  const mood = { isWild: true }
  const stage = makeTheatre(unreliableWork(dice, mood))
  const id = await stage.start(await stage.deploy(xml), { d: dice.below(3) })
  const trace = ['start']
  const sum = { seed, xml, moves: 0, crashes: 0, trace }
  let run = await stage.look(id)
  const found = violations(run)
  for (; run.instance.state === 'active' && sum.moves < MOST_MOVES && found.length === 0; sum.moves++) {
    mood.isWild = sum.moves < WILD_MOVES
    const possible = movesOf(stage, run, mood.isWild ? dice.below(3) : 0)
    if (possible.length === 0) break
    const move = dice.pick(possible)
    const isKilled = mood.isWild && dice.happens(0.1)
    if (isKilled) sum.crashes++
    trace.push(`${isKilled ? 'killed at ' : ''}${move.text}`)
    found.push(...(await make(stage, move, isKilled)))
    const after = await stage.look(id)
    if ((isKilled || move.isNothing) && rowsOf(after) !== rowsOf(run)) found.push(`${move.text} changed something`)
    found.push(...violations(after))
    run = after
  }
  const history = await stage.history(id)
  trace.push(
    ...history.map(({ event, elementId, tokenNo }) => `${event} ${elementId ?? ''} ${tokenNo ?? ''}`.trimEnd()),
  )
  const isEnded = run.instance.state !== 'active'
  const ends = history.filter(({ event, elementId }) => event === 'ended' && elementId === 'e').length
  // the way through is one token's: it comes to the end once, however often it was forked on the way
  if (isEnded && ends !== 1) found.push(`the end was come to ${ends} times`)
  return { ...sum, isEnded, violations: found }
}

/** A server that is killed in the middle leaves everything as it was: what it did was not yet kept. */
async function make(stage: Theatre, move: Move, isKilled: boolean): Promise<string[]> {
  stage.isKilled = isKilled
  try {
    return await move.make()
  } finally {
    stage.isKilled = false
  }
}

const rowsOf = ({ scopes, tokens, tasks, timers, subscriptions, patches }: Run): string =>
  JSON.stringify([scopes, tokens, tasks, timers, subscriptions, patches].map((rows) => rows.all()))

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
