import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { Denied, Missing, Refusal } from '#shared/contract/contract'
import { actorName, type Context } from '../db/context.ts'
import type { Db } from '../db/database.ts'

type Given = { name: string; input: { commandId: string }; context: Omit<Context, 'tx'> }
type Kept = { actor: string; name: string; input_sha256: Buffer; answer: unknown; refusal: KeptRefusal | null }
type KeptRefusal = { kind: 'refused' | 'denied' | 'missing'; code: string; detail: Record<string, unknown> }

/**
 * Runs a command once. Its rows, its facts and its answer are one commit under `commandId`; the same command again gets the first
 * answer, a refusal included. The same id with other content is refused: `commandReused`. Two at a time: the second waits for the first.
 */
export async function runCommand<T>(
  db: Db,
  { name, input, context }: Given,
  verb: (ctx: Context) => Promise<T>,
): Promise<T> {
  const outcome = await db.transaction().execute(async (tx): Promise<{ answer: T } | { refusal: KeptRefusal }> => {
    const ctx = { ...context, tx }
    const first = await claim(ctx, name, input)
    if (first) return first.refusal ? { refusal: first.refusal } : { answer: first.answer as T }
    await sql`savepoint verb`.execute(tx)
    try {
      const answer = await verb(ctx)
      await sql`update command set answer = ${JSON.stringify(answer ?? null)}::jsonb where id = ${input.commandId}`.execute(
        tx,
      )
      return { answer }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await sql`rollback to savepoint verb`.execute(tx)
      const refusal = keep(error)
      await sql`update command set refusal = ${JSON.stringify(refusal)}::jsonb where id = ${input.commandId}`.execute(
        tx,
      )
      return { refusal }
    }
  })
  if ('refusal' in outcome) throw restored(outcome.refusal)
  return outcome.answer
}

/** Takes the id, or answers what the first one was told. */
async function claim(ctx: Context, name: string, input: { commandId: string }): Promise<Kept | undefined> {
  const actor = actorName(ctx.actor)
  const sha = createHash('sha256').update(canonical(input)).digest()
  const taken = await sql`
    insert into command (id, actor, name, input_sha256, at) values (${input.commandId}, ${actor}, ${name}, ${sha}, ${ctx.now})
    on conflict (id) do nothing returning id`.execute(ctx.tx)
  if (taken.rows.length > 0) return undefined
  const { rows } =
    await sql<Kept>`select actor, name, input_sha256, answer, refusal from command where id = ${input.commandId}`.execute(
      ctx.tx,
    )
  const first = rows[0]
  if (!first || first.actor !== actor || first.name !== name || !first.input_sha256.equals(sha))
    throw new Refusal('commandReused')
  return first
}

/** The same text for the same content, whatever the order of the keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

function keep(error: Refusal): KeptRefusal {
  const kind = error instanceof Denied ? 'denied' : error instanceof Missing ? 'missing' : 'refused'
  return { kind, code: error.code, detail: error.detail }
}
function restored({ kind, code, detail }: KeptRefusal): Refusal {
  if (kind === 'denied') return new Denied(code, detail)
  return kind === 'missing' ? new Missing(code, detail) : new Refusal(code, detail)
}
