import type { Context } from '../../db/context.ts'
import type { Engine, Execution, ProcessWork } from '../index.ts'

/** What a drawing did, in the order it did it. */
export type Log = string[]

/** Work that writes down what it is asked; `fails` names service bindings that throw. */
export function loggedWork(log: Log, fails: Set<string> = new Set()): ProcessWork {
  const service = (name: string) => async (execution: Execution) => {
    if (fails.has(name)) throw new Error(`${name} is down`)
    log.push(`${name} ${JSON.stringify(execution.input)}`)
    return { [`${name}Done`]: true }
  }
  return {
    services: { work: service('work'), other: service('other') },
    taskEntered: async ({ elementId, variables }) => {
      log.push(`entered ${elementId}`)
      return variables.due === undefined ? undefined : { local: variables.due }
    },
    taskLeft: async ({ elementId }, how) => void log.push(`${how} ${elementId}`),
  }
}

export async function start(
  engine: Engine,
  xml: string,
  variables: Record<string, unknown>,
  ctx: Context,
): Promise<string> {
  const { key } = await engine.deploy({ xml }, ctx)
  return (await engine.startInstance({ process: key, businessKey: 'test', variables }, ctx)).instanceId
}

/** The trace without times: what happened where. */
export async function trace(engine: Engine, instanceId: string, ctx: Context): Promise<string[]> {
  return (await engine.inspect({ instanceId }, ctx)).history.map(({ event, elementId }) =>
    elementId ? `${event} ${elementId}` : event,
  )
}
