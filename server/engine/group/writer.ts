import { backoff } from '../../db/worker.ts'
import { isOfTransaction, LostConnection } from '../guarded.ts'
import type { Works } from '../work.ts'
import { type Advance, DatabaseUnavailable } from './advances.ts'
import { type Lane, openLane } from './lane.ts'
import { type Outcome, runRound, Undecided } from './round.ts'
import { wasKept } from './wasKept.ts'

const GIVE_UP_MS = 10_000
const MOST_CONFLICTS = 3
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Runs rounds on a connection of its own, which is made anew when it was lost. Every advance is told once, or answered as held. */
export function makeWriter(url: string, works: Works, onError: (error: unknown) => void) {
  let lane: Lane | undefined
  const counter: { writerId: string | null; round: number } = { writerId: null, round: 0 }

  async function opened(): Promise<Lane> {
    if (lane && !lane.isLost()) return lane
    lane = await openLane(url, counter).catch((cause) => {
      throw new LostConnection('no connection to the database', { cause })
    })
    return lane
  }

  /** Until the database can be reached again; a round that did not commit has changed nothing, so it may be run again. */
  async function attempt(advances: readonly Advance[]): Promise<Outcome> {
    let undecided: Undecided | undefined
    const begun = Date.now()
    for (let failures = 0; ; failures++) {
      try {
        const current = await opened()
        if (undecided && (await wasKept(undecided.mark, current.ask))) return undecided.outcome
        undecided = undefined
        return await runRound(current, works, advances)
      } catch (error) {
        if (error instanceof Undecided) undecided = error
        else if (!(error instanceof LostConnection)) throw error
        onError(error)
        if (Date.now() - begun > GIVE_UP_MS) throw unavailable(undecided, error)
        await pause(backoff(failures))
      }
    }
  }

  async function alone(advance: Advance): Promise<readonly Advance[]> {
    for (let conflicts = 1; ; conflicts++) {
      try {
        return settle(await attempt([advance]))
      } catch (error) {
        if (isOfTransaction(error) && conflicts < MOST_CONFLICTS) await pause(10 * 2 ** conflicts)
        else {
          advance.refuse(error)
          return []
        }
      }
    }
  }

  return {
    /** Answers those whose instance was held by others. One that spoils the round of all is found by running them one by one. */
    async run(advances: readonly Advance[]): Promise<readonly Advance[]> {
      try {
        return settle(await attempt(advances))
      } catch (error) {
        if (error instanceof DatabaseUnavailable) {
          for (const advance of advances) advance.refuse(error)
          return []
        }
        const held: Advance[] = []
        for (const advance of advances) held.push(...(await alone(advance)))
        return held
      }
    },
    close: async () => lane?.close(),
  }
}

function settle({ tell, held }: Outcome): readonly Advance[] {
  for (const one of tell) one()
  return held
}

const unavailable = (undecided: Undecided | undefined, cause: unknown) =>
  new DatabaseUnavailable(
    undecided
      ? 'the database is gone; whether the step was kept is not known'
      : 'the database is gone; nothing was done',
    { cause },
  )
