import type { ConsumerId, InteractionId } from '#shared/contract/ids'
import { Interaction } from '#shared/contract/interaction'
import { holdsConsumer } from './consumers.ts'
import type { CacheDb } from './open.ts'
import { statement } from './statement.ts'

/** Enough to see what the last weeks were about; the rest is asked of the server. */
export const CONTACTS_KEPT = 50

/** Keeps a contact of a cached consumer; one that has moved to somebody who is not cached is forgotten. */
export function keepInteraction(db: CacheDb, interaction: Interaction): void {
  const { consumerId } = interaction
  if (consumerId === null || !holdsConsumer(db, consumerId)) {
    forgetInteraction(db, interaction.id)
    return
  }
  statement(
    db,
    `insert into interaction (id, consumer_id, started_at, line) values (?, ?, ?, ?)
     on conflict (id) do update set consumer_id = excluded.consumer_id, started_at = excluded.started_at, line = excluded.line`,
  ).run(interaction.id, consumerId, interaction.startedAt, JSON.stringify(interaction))
  statement(
    db,
    `delete from interaction where id in (select id from interaction where consumer_id = ?
       order by started_at desc, id desc limit -1 offset ${CONTACTS_KEPT})`,
  ).run(consumerId)
}

export const forgetInteraction = (db: CacheDb, id: InteractionId): void =>
  void statement(db, 'delete from interaction where id = ?').run(id)

/** Newest first. */
export function lastInteractions(db: CacheDb, consumerId: ConsumerId): Interaction[] {
  const rows = statement<[string], { line: string }>(
    db,
    'select line from interaction where consumer_id = ? order by started_at desc, id desc',
  ).all(consumerId)
  return rows.map((row) => Interaction.parse(JSON.parse(row.line)))
}
