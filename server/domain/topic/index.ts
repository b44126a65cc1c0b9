import { sql } from 'kysely'
import type { AppealKind } from '#shared/contract/appeal'
import { type Handlers, Refusal } from '#shared/contract/contract'
import { Topic, type TopicCode, type topicEndpoints, Unit, type UnitCode } from '#shared/contract/topic'
import type { Context } from '../../db/context.ts'
import { topicRoute } from './ports.ts'

export { connectTopicRoute, type TopicRoute } from './ports.ts'

const columns = sql`code, topic_group as "group", name_ru as "nameRu", name_en as "nameEn", process`
const Named = Topic.omit({ unit: true })
export type NamedTopic = Omit<Topic, 'unit'>

async function listTopics(_input: object, ctx: Context) {
  const { rows } = await sql<Record<string, unknown>>`select ${columns} from topic order by ordinal`.execute(ctx.tx)
  const units = await sql<
    Record<string, unknown>
  >`select code, name_ru as "nameRu", name_en as "nameEn" from unit order by ordinal`.execute(ctx.tx)
  const named = rows.map((row) => Named.parse(row))
  const answering = await topicRoute()(
    named.map(({ code }) => ({ topic: code, kind: 'appeal' })),
    ctx,
  )
  const topics = named.map((topic, n) => Topic.parse({ ...topic, unit: answering[n] }))
  return { topics, units: units.rows.map((row) => Unit.parse(row)) }
}

/** Refusal: topicUnknown. */
export async function findTopic({ topic }: { topic: TopicCode }, ctx: Context): Promise<NamedTopic> {
  const { rows } = await sql<Record<string, unknown>>`select ${columns} from topic where code = ${topic}`.execute(
    ctx.tx,
  )
  if (!rows[0]) throw new Refusal('topicUnknown', { topic })
  return Named.parse(rows[0])
}

/** The unit that answers, unless the classifier says otherwise. */
export async function unitFor(matter: { topic: TopicCode; kind: AppealKind }, ctx: Context): Promise<UnitCode> {
  const [unit] = await topicRoute()([matter], ctx)
  if (!unit) throw new Error(`no unit answers ${matter.topic}`)
  return unit
}

export const topicHandlers: Handlers<typeof topicEndpoints, Context> = { listTopics }
