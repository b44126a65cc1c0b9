import { sql } from 'kysely'
import { z } from 'zod'
import { type CalendarDay, RegionCode } from '#shared/contract/calendar'
import { Missing } from '#shared/contract/contract'
import { type Calendar, type Day, dayOf } from '#shared/rules/calendar'
import { type Reckoning, reckonedAt } from '#shared/rules/termLength'
import type { Context } from '../../db/context.ts'
import { readSetting } from '../../db/setting.ts'

/** Whoever reckons holds it shared, a publication alone: so nothing reckoned by the version before comes after the recount. */
const LOCK = 7_205_612

/** The calendar of a region as it stands; without one, that of the company. Throws Missing('noSuchRegion'). */
export async function loadCalendar(ctx: Context, region?: string): Promise<Calendar> {
  await sql`select pg_advisory_xact_lock_shared(${LOCK})`.execute(ctx.tx)
  const { days } = await selectVersion(region ?? (await regionOf(ctx, null)), null, ctx)
  return calendarOf(days)
}

/** Nobody reckons until the end of the transaction. */
export async function holdReckoning(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(ctx.tx)
}

export const calendarOf = (days: readonly CalendarDay[]): Calendar => new Map(days.map(({ day, kind }) => [day, kind]))

/** Whose calendar holds for a branch; for what belongs to none, that of the company. */
export async function regionOf(ctx: Context, branchId: string | null | undefined): Promise<RegionCode> {
  if (branchId) {
    const { rows } = await sql<{ region: string }>`
      select calendar_region as region from branch where id = ${branchId}`.execute(ctx.tx)
    if (rows[0]) return RegionCode.parse(rows[0].region)
  }
  return readSetting(ctx, 'companyCalendar', RegionCode)
}

export type VersionRow = { version: number; days: CalendarDay[] }

/** `version` null: the newest. */
export async function selectVersion(region: string, version: number | null, ctx: Context): Promise<VersionRow> {
  const { rows } = await sql<VersionRow>`
    select version, days from calendar_version where region = ${region} and (${version}::int is null or version = ${version})
    order by version desc limit 1`.execute(ctx.tx)
  if (!rows[0]) throw new Missing('noSuchRegion')
  return rows[0]
}

/** How far the company's clocks are ahead of UTC. */
export const companyOffset = (ctx: Context): Promise<number> => readSetting(ctx, 'utcOffsetMinutes', z.number().int())

/** The company's day it is now. */
export const today = async (ctx: Context): Promise<Day> => dayOf(ctx.now, await companyOffset(ctx))

/** The instant a reckoning comes to by its calendar as it stands. */
export const reckon = async (reckoned: Reckoning, ctx: Context): Promise<Date> =>
  reckonedAt(reckoned, await loadCalendar(ctx, reckoned.calendar), await companyOffset(ctx))
