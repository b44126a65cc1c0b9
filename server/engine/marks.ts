import { sql } from 'kysely'
import type { Context } from '../db/context.ts'

type Tx = Context['tx']
/** Places in a transaction to go back to, one inside another. */
export type Marks = { set(): Promise<void>; keep(): Promise<void>; undo(): Promise<void> }

const known = new WeakMap<Tx, Marks>()

/** A connection that sets its marks in its own way: see group/lane.ts. */
export const setMarksOf = (tx: Tx, marks: Marks) => void known.set(tx, marks)

/** In any other transaction a mark is a savepoint, set at once. */
export const marksOf = (tx: Tx): Marks =>
  known.get(tx) ?? {
    async set() {
      await sql`savepoint piece_of_work`.execute(tx)
    },
    async keep() {
      await sql`release savepoint piece_of_work`.execute(tx)
    },
    async undo() {
      await sql`rollback to savepoint piece_of_work`.execute(tx)
      await sql`release savepoint piece_of_work`.execute(tx)
    },
  }
