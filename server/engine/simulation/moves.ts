import type { Run } from '../run.ts'
import type { Theatre } from './theatre.ts'

/** Something that can happen to an instance. `isNothing`: it must not change anything. Answers what is wrong with how it went. */
export type Move = { text: string; isNothing?: boolean; make: () => Promise<string[]> }

/** All that can happen next: work is done, what is waited for comes, time passes, what failed is tried again, what is stale comes again. */
export function movesOf(stage: Theatre, run: Run, d: number): Move[] {
  const { id } = run.instance
  const moves = run.tasks
    .all()
    .map(({ no, elementId }) => move(`do ${elementId} ${no} d=${d}`, () => stage.complete(id, no, { d })))
  const awaited = new Set(run.subscriptions.all().map(({ kind }) => kind))
  if (awaited.has('message')) moves.push(move('message m', () => stage.message(id, 'm', 'K', {})))
  if (awaited.has('signal')) moves.push(move('signal g', () => stage.signal(id, 'g', {})))
  const [due] = run.timers.all().sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
  if (due) moves.push(move(`timer ${due.elementId}`, () => fire(stage, id, due)))
  if (run.incidents.all().some(({ closedAt }) => closedAt === null)) moves.push(move('retry', () => stage.retry(id)))
  if (moves.length > 0) moves.push(stale(stage, id, run.instance.nextNo + 1), unexpected(stage, id))
  return moves
}

const move = (text: string, work: () => Promise<unknown>): Move => ({
  text,
  make: async () => {
    await work()
    return []
  },
})

/** Time passes until the first timer is due. */
function fire(stage: Theatre, id: string, { no, dueAt }: { no: number; dueAt: Date }): Promise<unknown> {
  if (dueAt > stage.now) stage.now = dueAt
  return stage.fire(id, no)
}

/** A task that is not there, or not any more. */
const stale = (stage: Theatre, id: string, no: number): Move => ({
  text: 'a stale completion',
  isNothing: true,
  make: () =>
    stage.complete(id, no, {}).then(
      () => ['a stale completion was taken'],
      () => [],
    ),
})

const unexpected = (stage: Theatre, id: string): Move => ({
  text: 'a message of another',
  isNothing: true,
  make: async () => ((await stage.message(id, 'm', 'of another', {})) ? ['a message of another was taken'] : []),
})
