import { sql } from 'kysely'
import { type ReckonedKind, RegionCode } from '#shared/contract/calendar'
import { announce } from '../../db/announce.ts'
import { type Context, inTransaction } from '../../db/context.ts'
import type { Db } from '../../db/database.ts'
import { listen } from '../../db/listen.ts'
import { calendarOf, companyOffset, selectVersion } from './load.ts'
import { movedIn } from './moved.ts'
import { followers } from './ports.ts'

/** So few that their transaction is over before anybody waits for it. */
const PORTION = 25
const actor = { kind: 'system', name: 'calendar' } as const

type Row = {
  id: number
  region: string
  version: number
  kind: string
  after: string | null
  moved: Partial<Record<ReckonedKind, number>>
}

/** Moves due dates after a publication as it comes. Several servers may run it at once: one holds the row. */
export function startRecount(
  db: Db,
  { onError, now = () => new Date() }: { onError: (error: unknown) => void; now?: () => Date },
) {
  const work = async () => {
    while (await inTransaction(db, actor, recountPortion, now()));
    return 'done' as const
  }
  return listen({ url: db.url, channel: 'okno_calendar', work, onError })
}

/** One portion and the place to go on from are one commit, so that nothing is lost or done twice. False: nothing is left. */
export async function recountPortion(ctx: Context): Promise<boolean> {
  const { rows } = await sql<Row>`
    select id, region, version, kind, after, moved from calendar_recount order by id limit 1 for update skip locked`.execute(
    ctx.tx,
  )
  const row = rows[0]
  if (!row) return false
  const region = RegionCode.parse(row.region)
  const at = followers().findIndex(({ kind }) => kind === row.kind)
  const follower = followers()[at]
  if (!follower) throw new Error(`nobody follows as ${row.kind}`)
  const { days } = await selectVersion(region, null, ctx)
  const by = { calendar: calendarOf(days), offset: await companyOffset(ctx) }
  const { moved, next } = await movedIn(follower, { region, after: row.after, limit: PORTION }, by, ctx)
  const total = added(row.moved, moved.length > 0 ? await follower.move(moved, ctx) : {})
  const nextKind = next === null ? followers()[at + 1]?.kind : follower.kind
  if (nextKind) await goOn(row.id, nextKind, next, total, ctx)
  else await end(row.id, { region, version: row.version }, total, ctx)
  return true
}

function added(before: Row['moved'], more: Row['moved']): Row['moved'] {
  const sum = (kind: ReckonedKind) => (before[kind] ?? 0) + (more[kind] ?? 0)
  return { case: sum('case'), task: sum('task'), timer: sum('timer') }
}

async function goOn(id: number, kind: ReckonedKind, after: string | null, moved: Row['moved'], ctx: Context) {
  await sql`
    update calendar_recount set kind = ${kind}, after = ${after}, moved = ${JSON.stringify(moved)}::jsonb where id = ${id}`.execute(
    ctx.tx,
  )
}

async function end(id: number, which: { region: RegionCode; version: number }, moved: Row['moved'], ctx: Context) {
  await sql`delete from calendar_recount where id = ${id}`.execute(ctx.tx)
  const counts = { cases: moved.case ?? 0, tasks: moved.task ?? 0, timers: moved.timer ?? 0 }
  await announce(ctx, 'dueDatesMoved', { ...which, ...counts })
}
