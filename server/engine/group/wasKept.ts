import { newId } from '../../db/newId.ts'
import type { Ask } from '../ask.ts'

/** What a round can be known by later. `xid`: the number of its transaction. */
export type Mark = { writerId: string; round: number; xid: string }

const BEGIN = 'insert into engine_writer (id, round, at) values ($1, 0, now())'
// a writer that lives says so with every round
const FORGET = `delete from engine_writer where at < now() - interval '7 days'`
export const MARK =
  'update engine_writer set round = $2, at = now() where id = $1 returning pg_current_xact_id()::text as xid'
const STATUS = 'select pg_xact_status($1::xid8) as status'
const LAST = 'select round from engine_writer where id = $1'

export async function registerWriter(ask: Ask): Promise<string> {
  const id = newId<string>()
  await ask(FORGET, [])
  await ask(BEGIN, [id])
  return id
}

/**
 * Whether a round was kept whose commit was not answered. Its connection may be gone before its transaction is, so that is waited for.
 * That a transaction of this number was committed says nothing: after a crash of the database it may be another one.
 */
export async function wasKept({ writerId, round, xid }: Mark, ask: Ask): Promise<boolean> {
  while ((await statusOf(xid, ask)) === 'in progress') await new Promise((done) => setTimeout(done, 20))
  const [last] = await ask<{ round: number }>(LAST, [writerId])
  return last !== undefined && last.round >= round
}

const IN_THE_FUTURE = '22023'
/** Null: the database knows no such transaction, for it was lost in a crash. */
async function statusOf(xid: string, ask: Ask): Promise<string | null> {
  try {
    return (await ask<{ status: string | null }>(STATUS, [xid]))[0]?.status ?? null
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === IN_THE_FUTURE) return null
    throw error
  }
}
