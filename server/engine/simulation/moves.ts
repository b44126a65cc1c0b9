import type { Stage } from '../testing/stage.ts'

/** Something that can happen to an instance. `isNothing`: it must not change anything. Answers what is wrong with how it went. */
export type Move = { text: string; isNothing?: boolean; make: () => Promise<string[]> }

const DECISION = 'd'

/** All that can happen next: work is done, what is waited for comes, time passes, what failed is tried again, what is stale comes again. */
export function movesOf(stage: Stage, id: string, d: number): Move[] {
  const run = stage.run(id)
  const variables = { [DECISION]: d }
  const fine = async (work: Promise<unknown>) => void (await work)
  const move = (text: string, work: () => Promise<unknown>): Move => ({
    text,
    make: async () => {
      await fine(work())
      return []
    },
  })
  const moves = run.tasks
    .all()
    .map(({ no, elementId }) => move(`do ${elementId} ${no} d=${d}`, () => stage.complete(id, no, variables)))
  const awaited = new Set(run.subscriptions.all().map(({ kind }) => kind))
  if (awaited.has('message')) moves.push(move('message m', () => stage.message(id, 'm', 'K', {})))
  if (awaited.has('signal')) moves.push(move('signal g', () => stage.signal(id, 'g', {})))
  const [due] = run.timers.all().sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
  if (due)
    moves.push(
      move(`timer ${due.elementId}`, () => {
        stage.now = due.dueAt
        return stage.fire(id, due.no)
      }),
    )
  if (run.incidents.all().some(({ closedAt }) => closedAt === null)) moves.push(move('retry', () => stage.retry(id)))
  if (moves.length > 0) moves.push(stale(stage, id, run.instance.nextNo + 1), unexpected(stage, id))
  return moves
}

/** A task that is not there, or not any more. */
const stale = (stage: Stage, id: string, no: number): Move => ({
  text: 'a stale completion',
  isNothing: true,
  make: async () => {
    try {
      await stage.complete(id, no, {})
      return ['a stale completion was taken']
    } catch {
      return []
    }
  },
})

const unexpected = (stage: Stage, id: string): Move => ({
  text: 'a message of another',
  isNothing: true,
  make: async () => ((await stage.message(id, 'm', 'of another', {})) ? ['a message of another was taken'] : []),
})
