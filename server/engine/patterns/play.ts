import { readFile } from 'node:fs/promises'
import type { Execution } from '../index.ts'
import type { Run } from '../run.ts'
import { Stage } from '../sandbox/stage.ts'
import { addDuration } from '../time.ts'
import { RaisedError } from '../walk/index.ts'
import { reasons } from '../walk/reasons.ts'
import type { ProcessWork } from '../work.ts'

/*
 * A trace is a line a move: what is done, an arrow, what the instances then wait for, a bar, which work was run.
 *   start {"x": 1}            starts the process; `start@id` at that start event
 *   do a {"ok": true}         completes the task `a`; `do a#2` the second of those that wait
 *   message paid K {"sum": 1} · signal alarm · wait PT1H · retry
 */
type Move = { text: string; expected: string }

export function readTrace(text: string): Move[] {
  return text.split('\n').flatMap((line) => {
    const [move, expected] = line.split('→')
    return move && expected !== undefined ? [{ text: move.trim(), expected: expected.trim() }] : []
  })
}

/** Plays the moves; answers the trace as it came out. `files`: the drawing and those that it calls. */
export async function play(files: readonly string[], moves: readonly Move[]): Promise<string[]> {
  const ran: string[] = []
  const stage = new Stage(loggedWork(ran))
  const keys: string[] = []
  for (const file of files) keys.push(await stage.deploy(await readFile(file, 'utf8')))
  const lines: string[] = []
  for (const { text } of moves) {
    ran.length = 0
    await make(stage, keys[0] ?? '', text)
    const work = ran.length > 0 ? ` | ${ran.join(' ')}` : ''
    lines.push(`${text} → ${stage.runs().map(stands).filter(Boolean).join(' / ') || 'completed'}${work}`)
  }
  return lines
}

function loggedWork(ran: string[]): ProcessWork {
  const work = async ({ elementId, input }: Execution) => {
    if (input.error) throw new RaisedError(String(input.error))
    if (input.fails) throw new Error('down')
    ran.push(Object.keys(input).length > 0 ? `${elementId}${JSON.stringify(input)}` : elementId)
    return undefined
  }
  return {
    services: { work },
    taskEntered: async () => undefined,
    taskLeft: async ({ elementId }, how) => void (how === 'completed' || ran.push(`(${elementId} ${how})`)),
  }
}

async function make(stage: Stage, process: string, text: string): Promise<void> {
  const [, verb = '', names = '', json = ''] = /^([a-z]+)(?:@|\s*)([^{]*?)\s*(\{.*\})?$/.exec(text) ?? []
  const variables = json ? JSON.parse(json) : {}
  const [name = '', key = 'K'] = names.split(' ')
  if (verb === 'start') await stage.start(process, variables, name || undefined)
  else if (verb === 'do') await complete(stage, name, variables)
  else if (verb === 'wait') await wait(stage, name)
  else
    for (const { instance } of stage.runs().filter((run) => run.instance.state === 'active')) {
      if (verb === 'retry') await stage.retry(instance.id)
      if (verb === 'signal') await stage.signal(instance.id, name, variables)
      if (verb === 'message' && (await stage.message(instance.id, name, key, variables))) return
    }
}

async function complete(stage: Stage, name: string, variables: Record<string, unknown>): Promise<void> {
  const [id, nth = '1'] = name.split('#')
  const tasks = stage.runs().flatMap(({ instance, tasks: rows }) =>
    rows
      .all()
      .filter(({ elementId }) => elementId === id)
      .map(({ no }) => ({ instanceId: instance.id, no })),
  )
  const task = tasks[Number(nth) - 1]
  if (!task) throw new Error(`nothing waits at ${name}`)
  await stage.complete(task.instanceId, task.no, variables)
}

/** Lets time pass and fires what falls due, in the order in which it does. */
async function wait(stage: Stage, duration: string): Promise<void> {
  const until = addDuration(stage.now, duration)
  for (;;) {
    const due = stage
      .runs()
      .flatMap(({ instance, timers }) => timers.all().map(({ no, tryAt }) => ({ instanceId: instance.id, no, tryAt })))
    const [next] = due.filter(({ tryAt }) => tryAt <= until).sort((a, b) => a.tryAt.getTime() - b.tryAt.getTime())
    if (!next) break
    stage.now = next.tryAt
    await stage.fire(next.instanceId, next.no)
  }
  stage.now = until
}

/** Where an instance stands; empty once it has ended. What waits only for something inside it is left out. */
function stands(run: Run): string {
  const places = reasons(run).flatMap(({ token, reason }) => {
    if (reason === 'inside') return []
    const incident = run.incidents.all().find(({ tokenNo, closedAt }) => tokenNo === token.no && closedAt === null)
    return [
      reason === 'nothing' ? `${token.elementId}?` : incident ? `${token.elementId}!${incident.code}` : token.elementId,
    ]
  })
  const counts = new Map<string, number>()
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1)
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([place, count]) => (count > 1 ? `${place}×${count}` : place))
    .join(' ')
}
