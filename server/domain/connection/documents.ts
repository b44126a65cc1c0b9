import { sql } from 'kysely'
import type { ConnectionDocument } from '#shared/contract/connection'
import type { ConsumerKind } from '#shared/contract/consumer'
import { Refusal } from '#shared/contract/contract'
import type { CaseId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { selectDocuments } from './sql.ts'

export const listConnectionDocuments = async (input: { applicantKind: ConsumerKind }, ctx: Context) => ({
  documents: await selectDocuments(ctx, input),
})

type Marked = { caseId: CaseId; codes: readonly string[]; state: 'given' | 'missing' }

/** Writes down which documents of the list are there, or are found missing. */
export async function markDocuments({ caseId, codes, state }: Marked, ctx: Context): Promise<void> {
  if (codes.length === 0) return
  await sql`
    insert into connection_document (case_id, code, state, at)
    select distinct ${caseId}::uuid, code, ${state}, ${ctx.now}::timestamptz from unnest(${codes}::text[]) code
    on conflict (case_id, code) do update set state = excluded.state, at = excluded.at`.execute(ctx.tx)
}

/** Refusal: documentUnknown, when a code is not on the list. */
export function guardCodes(codes: readonly string[], list: readonly ConnectionDocument[]): void {
  const unknown = codes.find((code) => !list.some((document) => document.code === code))
  if (unknown !== undefined) throw new Refusal('documentUnknown', { document: unknown })
}
