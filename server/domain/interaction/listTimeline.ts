import { sql } from 'kysely'
import type { CaseId, ConsumerId } from '#shared/contract/ids'
import type { ChannelKind, Interaction } from '#shared/contract/interaction'
import type { Context } from '../../db/context.ts'
import { guardConsumer } from '../consumer/index.ts'
import { selectInteractions } from './sql.ts'

type Input = {
  consumerId: ConsumerId
  channel?: ChannelKind | undefined
  caseId?: CaseId | undefined
  before?: string | undefined
  limit: number
}

/** A page of one consumer's contacts, newest first, by keyset: `before` is the `next` of the page above. */
export async function listTimeline(input: Input, ctx: Context): Promise<{ items: Interaction[]; next: string | null }> {
  await guardConsumer({ consumerId: input.consumerId }, ctx)
  const [at, id] = input.before?.split('/') ?? []
  const older = at && id ? sql`and (i.started_at, i.id) < (${at}::timestamptz, ${id}::uuid)` : sql``
  const channel = input.channel ? sql`and i.channel = ${input.channel}` : sql``
  const ofCase = input.caseId ? sql`and i.case_id = ${input.caseId}` : sql``
  const items = await selectInteractions(
    ctx.tx,
    sql`where i.consumer_id = ${input.consumerId} ${channel} ${ofCase} ${older}
    order by i.started_at desc, i.id desc limit ${input.limit}`,
  )
  const last = items.at(-1)
  return { items, next: last && items.length === input.limit ? `${last.startedAt}/${last.id}` : null }
}
