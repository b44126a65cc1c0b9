import { sql } from 'kysely'
import type { RegionCode } from '#shared/contract/calendar'
import { Missing, Refusal } from '#shared/contract/contract'
import type { BranchId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import { type Context, staffOf } from '../../db/context.ts'
import { selectVersion } from './load.ts'

type NewRegion = { code: RegionCode; nameRu: string; nameEn: string; copyOf: RegionCode }

/** A region whose calendar begins as a copy of another's. Refusal: regionExists. */
export async function addCalendarRegion(
  { code, nameRu, nameEn, copyOf }: NewRegion,
  ctx: Context,
): Promise<{ code: RegionCode }> {
  const { id: by } = staffOf(ctx)
  const { version, days } = await selectVersion(copyOf, null, ctx)
  const added = await sql`
    insert into calendar_region (code, name_ru, name_en) values (${code}, ${nameRu}, ${nameEn})
    on conflict do nothing returning code`.execute(ctx.tx)
  if (added.rows.length === 0) throw new Refusal('regionExists')
  const comment = `${copyOf} v${version}`
  await sql`
    insert into calendar_version (region, version, days, comment, published_at, published_by)
    values (${code}, 1, ${JSON.stringify(days)}::jsonb, ${comment}, ${ctx.now}, ${by})`.execute(ctx.tx)
  await announce(ctx, 'calendarPublished', { region: code, version: 1, comment })
  return { code }
}

/** Throws Missing('noSuchRegion'), Missing('noSuchBranch'). */
export async function assignCalendar({ region, branchId }: { region: RegionCode; branchId: BranchId }, ctx: Context) {
  await selectVersion(region, null, ctx)
  const { rows } = await sql`
    update branch set calendar_region = ${region} where id = ${branchId} returning id`.execute(ctx.tx)
  if (rows.length === 0) throw new Missing('noSuchBranch')
  await announce(ctx, 'calendarAssigned', { region, branchId })
  return { region, branchId }
}
