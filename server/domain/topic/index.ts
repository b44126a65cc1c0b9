import { sql } from 'kysely'
import { type Handlers, Refusal } from '#shared/contract/contract'
import { Topic, type TopicCode, type topicEndpoints, Unit } from '#shared/contract/topic'
import type { Context } from '../../db/context.ts'

const columns = sql`code, topic_group as "group", name_ru as "nameRu", name_en as "nameEn", unit, process`

async function listTopics(_input: object, ctx: Context) {
  const topics = await sql<Record<string, unknown>>`select ${columns} from topic order by ordinal`.execute(ctx.tx)
  const units = await sql<
    Record<string, unknown>
  >`select code, name_ru as "nameRu", name_en as "nameEn" from unit order by ordinal`.execute(ctx.tx)
  return { topics: topics.rows.map((row) => Topic.parse(row)), units: units.rows.map((row) => Unit.parse(row)) }
}

/** Refusal: topicUnknown. */
export async function findTopic({ topic }: { topic: TopicCode }, ctx: Context): Promise<Topic> {
  const { rows } = await sql<Record<string, unknown>>`select ${columns} from topic where code = ${topic}`.execute(
    ctx.tx,
  )
  if (!rows[0]) throw new Refusal('topicUnknown', { topic })
  return Topic.parse(rows[0])
}

export const topicHandlers: Handlers<typeof topicEndpoints, Context> = { listTopics }
