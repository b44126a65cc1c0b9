import type { Context } from '../../db/context.ts'
import type { World } from '../../db/testing/world.ts'
import type { Variables } from '../expression.ts'
import { runFromTimer } from '../fireTimer.ts'
import { makeEngine } from '../index.ts'
import { runFromSignal } from '../messages/broadcastSignal.ts'
import { runFromMessage } from '../messages/correlateMessage.ts'
import type { Theatre } from '../simulation/theatre.ts'
import { advanceOne, openRun } from '../store.ts'
import type { ProcessWork } from '../work.ts'

class Killed extends Error {}

/** Instances of one process on PostgreSQL, each advance a transaction. */
export function databaseStage(world: World, key: string, work: ProcessWork): Theatre {
  const works = { [key]: work }
  const engine = makeEngine(works)
  const stage = { now: new Date('2026-11-24T09:00:00Z'), isKilled: false }

  /** Rolled back, when the server is killed, after all of it was done. */
  async function advance<Answer>(step: (ctx: Context) => Promise<Answer>): Promise<Answer> {
    let answer: { value: Answer } | undefined
    try {
      await world.asSystem(async (ctx) => {
        answer = { value: await step(ctx) }
        if (stage.isKilled) throw new Killed()
      }, stage.now)
    } catch (error) {
      if (!(error instanceof Killed)) throw error
    }
    if (!answer) throw new Error('no answer')
    return answer.value
  }
  return Object.assign(stage, {
    deploy: async (xml: string) => (await advance((ctx) => engine.deploy({ xml }, ctx))).key,
    start: async (process: string, variables: Variables) =>
      (await advance((ctx) => engine.startInstance({ process, businessKey: 'K', variables }, ctx))).instanceId,
    complete: (instanceId: string, taskNo: number, variables: Variables) =>
      advance((ctx) => engine.completeTask({ instanceId, taskNo, variables }, ctx)),
    retry: (instanceId: string) => advance((ctx) => engine.retryIncidents({ instanceId }, ctx)),
    signal: (id: string, name: string, variables: Variables) =>
      advance((ctx) => advanceOne(works, id, ctx, (run) => runFromSignal(run, { name, variables }))),
    message: (id: string, name: string, messageKey: string, variables: Variables) =>
      advance((ctx) => advanceOne(works, id, ctx, (run) => runFromMessage(run, { name, key: messageKey, variables }))),
    fire: (id: string, no: number) => advance((ctx) => advanceOne(works, id, ctx, (run) => runFromTimer(run, no))),
    look: (id: string) => world.asSystem((ctx) => openRun(works, id, ctx), stage.now),
    history: async (instanceId: string) =>
      (await world.asSystem((ctx) => engine.inspect({ instanceId }, ctx), stage.now)).history,
  })
}
