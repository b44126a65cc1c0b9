import type { CalendarPreview, MovedExample, RegionCode } from '#shared/contract/calendar'
import { Refusal } from '#shared/contract/contract'
import { readChanges, withChanges } from '#shared/rules/calendarChanges'
import type { Context } from '../../db/context.ts'
import { calendarOf, companyOffset, selectVersion } from './load.ts'
import { type Moved, movedIn } from './moved.ts'
import { type Follower, followers } from './ports.ts'

const PORTION = 2_000
const EXAMPLES_EACH = 3

/** Looks at everything open that was reckoned by the region; moves nothing. Refusal: badChanges. */
export async function previewCalendar(
  { region, changes }: { region: RegionCode; changes: string },
  ctx: Context,
): Promise<CalendarPreview> {
  const read = readChanges(changes)
  if (!read) throw new Refusal('badChanges')
  const { days } = await selectVersion(region, null, ctx)
  const by = { calendar: withChanges(calendarOf(days), read), offset: await companyOffset(ctx) }
  const counts = { case: 0, task: 0, timer: 0 }
  const examples: MovedExample[] = []
  for (const follower of followers()) {
    const found = await allMoved(follower, region, by, ctx)
    counts[follower.kind] += found.length
    examples.push(...found.slice(0, EXAMPLES_EACH).map((moved) => exampleOf(follower.kind, moved)))
  }
  return { cases: counts.case, tasks: counts.task, timers: counts.timer, examples }
}

async function allMoved(
  follower: Follower,
  region: RegionCode,
  by: Parameters<typeof movedIn>[2],
  ctx: Context,
): Promise<Moved[]> {
  const all: Moved[] = []
  let after: string | null = null
  do {
    const { moved, next }: Awaited<ReturnType<typeof movedIn>> = await movedIn(
      follower,
      { region, after, limit: PORTION },
      by,
      ctx,
    )
    all.push(...moved)
    after = next
  } while (after !== null)
  return all
}

const exampleOf = (kind: MovedExample['kind'], { name, from, dueAt }: Moved): MovedExample => ({
  kind,
  name,
  from: from.toISOString(),
  to: dueAt.toISOString(),
})
