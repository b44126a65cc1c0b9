import { pause } from '../kit/processes.ts'
import { decided, variables } from './six.ts'
import { type EngineWorld, who } from './world.ts'

const TIMER_MS = 1_000
/** Instances that may be on their way at once: timers must keep up with the clients. */
const MOST_ON_WAY = 20_000

export type Load = { completed: number; perSecond: number; tookMs: number[] }

/** Clients that start an instance, complete its task, and do it again; until the time is up and the last instance has ended. */
export async function load(world: EngineWorld, clients: number, ms: number): Promise<Load> {
  const before = world.ended.count
  const begun = performance.now()
  const tookMs: number[] = []
  let started = 0
  const client = async () => {
    while (performance.now() - begun < ms) {
      started++
      await oneByOne(world, started, tookMs)
      while (started - (world.ended.count - before) > MOST_ON_WAY) await pause(5)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  while (world.ended.count - before < started) await pause(5)
  const seconds = (performance.now() - begun - TIMER_MS) / 1_000
  return { completed: started, perSecond: started / seconds, tookMs }
}

async function oneByOne({ group }: EngineWorld, n: number, tookMs: number[]) {
  const asked = performance.now()
  const { instanceId } = await group.startInstance(
    { process: 'six', businessKey: `26-${String(n).padStart(6, '0')}`, variables: variables() },
    who(),
  )
  const answered = performance.now()
  await group.completeTask({ instanceId, elementId: 'review', variables: decided }, who())
  tookMs.push(answered - asked, performance.now() - answered)
}

/** Instances that stay where they are: at their user task. */
export async function leaveWaiting({ group }: EngineWorld, count: number): Promise<void> {
  let left = count
  const client = async () => {
    while (left-- > 0)
      await group.startInstance(
        { process: 'six', businessKey: `25-${String(left).padStart(6, '0')}`, variables: variables() },
        who(),
      )
  }
  await Promise.all(Array.from({ length: 128 }, client))
}
