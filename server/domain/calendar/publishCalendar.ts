import { sql } from 'kysely'
import type { CalendarDay, CalendarVersion, RegionCode } from '#shared/contract/calendar'
import { Missing, Refusal } from '#shared/contract/contract'
import { announce } from '../../db/announce.ts'
import { type Context, staffOf } from '../../db/context.ts'
import { holdReckoning, selectVersion } from './load.ts'
import { selectVersions } from './openCalendar.ts'
import { followers } from './ports.ts'

type Change = { day: string; kind: CalendarDay['kind'] | null; note: string }
type Input = { region: RegionCode; basedOn: number; changes: readonly Change[]; comment: string }

/** A new version of a region's calendar; due dates follow it. Refusals: nothingChanged, calendarChangedMeanwhile. */
export async function publishCalendar(
  { region, basedOn, changes, comment }: Input,
  ctx: Context,
): Promise<CalendarVersion> {
  const { id: by } = staffOf(ctx)
  await holdReckoning(ctx)
  const { version, days } = await selectVersion(region, null, ctx)
  if (version !== basedOn) throw new Refusal('calendarChangedMeanwhile', { version })
  const changed = applied(days, changes)
  if (JSON.stringify(changed) === JSON.stringify(days)) throw new Refusal('nothingChanged')
  await sql`
    insert into calendar_version (region, version, days, comment, published_at, published_by)
    values (${region}, ${version + 1}, ${JSON.stringify(changed)}::jsonb, ${comment}, ${ctx.now}, ${by})`.execute(
    ctx.tx,
  )
  await beginRecount(region, version + 1, ctx)
  await announce(ctx, 'calendarPublished', { region, version: version + 1, comment })
  const published = (await selectVersions(region, ctx))[0]
  if (!published) throw new Missing('noSuchRegion')
  return published
}

/** A day that stays what it was keeps its note. */
function applied(days: readonly CalendarDay[], changes: readonly Change[]): CalendarDay[] {
  const byDay = new Map(days.map((one) => [one.day, one]))
  for (const { day, kind, note } of changes) {
    if (kind === null) byDay.delete(day)
    else if (byDay.get(day)?.kind !== kind) byDay.set(day, { day, kind, note, source: '' })
  }
  return [...byDay.values()]
    .map(({ day, kind, note, source }) => ({ day, kind, note, source }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** What an earlier publication has not finished begins anew by this version. */
async function beginRecount(region: RegionCode, version: number, ctx: Context): Promise<void> {
  await sql`delete from calendar_recount where region = ${region}`.execute(ctx.tx)
  const first = followers()[0]
  await sql`
    insert into calendar_recount (region, version, kind) values (${region}, ${version}, ${first?.kind ?? 'case'})`.execute(
    ctx.tx,
  )
  await sql`select pg_notify('okno_calendar', '')`.execute(ctx.tx)
}
