import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from './context.ts'

/** The value of a setting that is valid at `ctx.now`. Throws when there is none: a setting is part of the migration that needs it. */
export async function readSetting<T extends z.ZodType>(ctx: Context, name: string, type: T): Promise<z.output<T>> {
  const { rows } = await sql<{ value: unknown }>`
    select value from setting where name = ${name} and valid_from <= ${ctx.now} order by valid_from desc limit 1`.execute(
    ctx.tx,
  )
  return type.parse(rows[0]?.value)
}
