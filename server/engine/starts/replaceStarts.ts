import type { Context } from '../../db/context.ts'
import { askIn } from '../ask.ts'
import type { Definition, StartEvent } from '../definition.ts'
import { readRule } from '../timers.ts'

const INSERT = `insert into engine_start (process, element_id, definition_id, kind, name, due_at, try_at, period, repeats_left)
  values ($1, $2, $3, $4, $5, $6, $6, $7, $8)`

/** What waits to start the newest version of a process takes the place of what waited for the one before. Throws BadTime. */
export async function replaceStarts(definition: Definition, definitionId: string, ctx: Context): Promise<void> {
  const ask = askIn(ctx)
  await ask('delete from engine_start where process = $1', [definition.key])
  for (const start of definition.starts) {
    if (start.trigger.kind === 'none') continue
    const when = whenOf(start, ctx.now)
    // a date that has passed started the version before
    if (when?.dueAt && when.dueAt <= ctx.now) continue
    const due = [when?.dueAt ?? null, when?.period ?? null, when?.repeatsLeft ?? null]
    await ask(INSERT, [definition.key, start.id, definitionId, start.trigger.kind, nameOf(start), ...due])
  }
  await ask("select pg_notify('okno_post', '')", [])
}

const nameOf = ({ id, trigger }: StartEvent): string => ('name' in trigger ? trigger.name : id)

function whenOf({ trigger }: StartEvent, now: Date) {
  if (trigger.kind !== 'timer') return null
  const { kind, expression } = trigger.timer
  return readRule(kind, String(expression.evaluate({})), now)
}
