import { type CancelInput, endAll } from '../cancelInstance.ts'
import { type CompleteInput, runFromTask } from '../completeTask.ts'
import { runFromTimer } from '../fireTimer.ts'
import { type RetryInput, retryAll } from '../retryIncidents.ts'
import { runFromStart, type StartInput } from '../startInstance.ts'
import type { Step } from '../store.ts'
import type { Works } from '../work.ts'
import { type Advance, GroupStopped, InstanceBusy, type Who } from './advances.ts'
import { Queue } from './queue.ts'
import { makeWriter } from './writer.ts'

/** More in a round gains nothing any more and keeps the first of it waiting. */
const MOST_IN_ROUND = 128
const HELD_MS = [2, 5, 10, 25, 50]
const LONGEST_HELD_MS = 10_000

/** The verbs of the engine for callers who bring no transaction. Each is answered once its round is committed. */
export type Group = ReturnType<typeof startGroup>
type Target = Pick<Advance, 'instanceId' | 'start'>

/**
 * A line of advances and its one writer: whenever the writer is free it takes all that stand in line, so rounds grow with the load and
 * nobody waits for a round to fill.
 */
export function startGroup(works: Works, { url, onError }: { url: string; onError: (error: unknown) => void }) {
  const queue = new Queue()
  const writer = makeWriter(url, works, onError)
  let isStopped = false
  let draining: Promise<void> | undefined

  async function drain() {
    while (queue.size > 0) {
      // whoever was just answered may have the next advance ready
      await new Promise(setImmediate)
      const round = queue.take(MOST_IN_ROUND, Date.now())
      if (round.length > 0) hold(await writer.run(round))
      else await new Promise((done) => setTimeout(done, queue.untilNext(Date.now())))
    }
  }
  function hold(held: readonly Advance[]) {
    const now = Date.now()
    for (const advance of held) advance.notBefore = now + (HELD_MS[advance.timesHeld++] ?? HELD_MS.at(-1) ?? 50)
    const isTooLong = ({ queuedAt }: Advance) => now - queuedAt > LONGEST_HELD_MS
    for (const advance of held.filter(isTooLong)) advance.refuse(new InstanceBusy('the instance is held by others'))
    queue.putBack(held.filter((advance) => !isTooLong(advance)))
  }
  function wake() {
    draining ??= drain().finally(() => {
      draining = undefined
      // one may have come in after the last look
      if (queue.size > 0) wake()
    })
  }
  const enqueue = <Answer>(target: Target, who: Who, step: Step<Answer>): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (isStopped) return reject(new GroupStopped('the engine is stopping'))
      const answering: Advance['step'] = async (run) => {
        const answer = await step(run)
        return () => resolve(answer)
      }
      queue.add({ ...target, who, step: answering, refuse: reject, queuedAt: Date.now(), timesHeld: 0, notBefore: 0 })
      wake()
    })
  const stored = ({ instanceId }: { instanceId: string }): Target => ({ instanceId, start: null })

  return {
    startInstance: (input: StartInput, who: Who) =>
      enqueue({ instanceId: null, start: input }, who, async (run) => {
        await runFromStart(run, input)
        return { instanceId: run.instance.id }
      }),
    completeTask: (input: CompleteInput, who: Who) => enqueue(stored(input), who, (run) => runFromTask(run, input)),
    cancelInstance: (input: CancelInput, who: Who) => enqueue(stored(input), who, (run) => endAll(run, input)),
    retryIncidents: (input: RetryInput, who: Who) => enqueue(stored(input), who, retryAll),
    /** Answers false when the timer is not there any more or not yet due. */
    fireTimer: (input: { instanceId: string; no: number }, who: Who) =>
      enqueue(stored(input), who, (run) => runFromTimer(run, input.no)),
    /** Takes no more, finishes what stands in line, closes the connection. */
    async stop() {
      isStopped = true
      while (draining) await draining
      await writer.close()
    },
  }
}
