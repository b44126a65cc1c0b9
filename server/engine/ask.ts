import { CompiledQuery } from 'kysely'
import type { Context } from '../db/context.ts'

/** Asks the database with a text and its parameters; answers the rows. */
export type Ask = <Row>(text: string, values: unknown[]) => Promise<Row[]>

export const askIn =
  ({ tx }: Pick<Context, 'tx'>): Ask =>
  async <Row>(text: string, values: unknown[]) =>
    (await tx.executeQuery<Row>(CompiledQuery.raw(text, values))).rows
