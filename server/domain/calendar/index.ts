import { sql } from 'kysely'
import { z } from 'zod'
import { type Calendar, type Day, type DayKind, dayOf } from '#shared/rules/calendar'
import type { Context } from '../../db/context.ts'
import { readSetting } from '../../db/setting.ts'

/** The production calendar as it stands in the database. */
export async function loadCalendar(ctx: Context): Promise<Calendar> {
  const { rows } = await sql<{ day: Day; kind: DayKind }>`select day::text as day, kind from calendar_day`.execute(
    ctx.tx,
  )
  return new Map(rows.map(({ day, kind }) => [day, kind]))
}

/** How far the company's clocks are ahead of UTC. */
export const companyOffset = (ctx: Context): Promise<number> => readSetting(ctx, 'utcOffsetMinutes', z.number().int())

/** The company's day it is now. */
export const today = async (ctx: Context): Promise<Day> => dayOf(ctx.now, await companyOffset(ctx))
