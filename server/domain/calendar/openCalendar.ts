import { sql } from 'kysely'
import { CalendarRegion, CalendarVersion, type OpenedCalendar, type RegionCode } from '#shared/contract/calendar'
import type { Context } from '../../db/context.ts'
import { regionOf, selectVersion } from './load.ts'

/** Regions in the order they were added, each with its branches. */
export async function listCalendars(_input: object, ctx: Context): Promise<{ regions: CalendarRegion[] }> {
  const company = await regionOf(ctx, null)
  const { rows } = await sql<object>`
    select r.code, r.name_ru as "nameRu", r.name_en as "nameEn", r.code = ${company} as "isCompany",
      (select max(version) from calendar_version v where v.region = r.code) as version,
      coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name) order by b.name)
        from branch b where b.calendar_region = r.code), '[]') as branches
    from calendar_region r order by r.ordinal`.execute(ctx.tx)
  return { regions: rows.map((row) => CalendarRegion.parse(row)) }
}

/** Throws Missing('noSuchRegion'), also where there is no such version. */
export async function openCalendar(
  { region, version }: { region: RegionCode; version?: number | undefined },
  ctx: Context,
): Promise<OpenedCalendar> {
  const opened = await selectVersion(region, version ?? null, ctx)
  const recounting = await sql`select 1 from calendar_recount where region = ${region} limit 1`.execute(ctx.tx)
  return { region, ...opened, versions: await selectVersions(region, ctx), isRecounting: recounting.rows.length > 0 }
}

/** Newest first. */
export async function selectVersions(region: RegionCode, ctx: Context): Promise<CalendarVersion[]> {
  const { rows } = await sql<{ publishedAt: Date }>`
    select v.version, v.published_at as "publishedAt", s.name as "publishedByName", v.comment
    from calendar_version v left join staff s on s.id = v.published_by
    where v.region = ${region} order by v.version desc`.execute(ctx.tx)
  return rows.map((row) => CalendarVersion.parse({ ...row, publishedAt: row.publishedAt.toISOString() }))
}
