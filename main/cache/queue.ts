import type { CommandId } from '#shared/contract/contract'
import { QueuedCommand } from '#shared/contract/desktop'
import type { CacheDb } from './open.ts'
import { statement } from './statement.ts'

type Row = {
  command_id: string
  endpoint: string
  input: string
  queued_at: string
  state: string
  refusal: string | null
  answer: string | null
}

const parse = (row: Row): QueuedCommand =>
  QueuedCommand.parse({
    commandId: row.command_id,
    endpoint: row.endpoint,
    input: JSON.parse(row.input),
    queuedAt: row.queued_at,
    state: row.state,
    refusal: row.refusal === null ? null : JSON.parse(row.refusal),
    answer: row.answer === null ? null : JSON.parse(row.answer),
  })

/** The same command twice is one row: the first. */
export function addToQueue(db: CacheDb, command: Omit<QueuedCommand, 'state' | 'refusal' | 'answer'>): QueuedCommand {
  statement(
    db,
    `insert into queued (command_id, endpoint, input, queued_at, state) values (?, ?, ?, ?, 'waiting')
     on conflict (command_id) do nothing`,
  ).run(command.commandId, command.endpoint, JSON.stringify(command.input), command.queuedAt)
  return findQueued(db, command.commandId) ?? { ...command, state: 'waiting', refusal: null, answer: null }
}

/** In the order they were taken. */
export function listQueue(db: CacheDb): QueuedCommand[] {
  return statement<[], Row>(db, 'select * from queued order by position').all().map(parse)
}

export function findQueued(db: CacheDb, id: CommandId): QueuedCommand | null {
  const row = statement<[string], Row>(db, 'select * from queued where command_id = ?').get(id)
  return row ? parse(row) : null
}

/** The first that waits behind a position; 0 is before them all. */
export function nextQueued(db: CacheDb, behind: number): { position: number; command: QueuedCommand } | null {
  const row = statement<[number], Row & { position: number }>(
    db,
    "select * from queued where state = 'waiting' and position > ? order by position limit 1",
  ).get(behind)
  return row ? { position: row.position, command: parse(row) } : null
}

export function markRefused(db: CacheDb, id: CommandId, refusal: NonNullable<QueuedCommand['refusal']>): void {
  statement(db, "update queued set state = 'refused', refusal = ? where command_id = ?").run(
    JSON.stringify(refusal),
    id,
  )
}

/** Kept until a person has read the answer. */
export function markDone(db: CacheDb, id: CommandId, answer: unknown): void {
  statement(db, "update queued set state = 'done', answer = ? where command_id = ?").run(JSON.stringify(answer), id)
}

/** The mended command takes the place of the refused one, under its own id: the server may remember the old one's answer. */
export function replaceQueued(db: CacheDb, old: CommandId, next: { commandId: CommandId; input: object }): void {
  statement(
    db,
    "update queued set command_id = ?, input = ?, state = 'waiting', refusal = null where command_id = ?",
  ).run(next.commandId, JSON.stringify(next.input), old)
}

export function removeQueued(db: CacheDb, id: CommandId): boolean {
  return statement(db, 'delete from queued where command_id = ?').run(id).changes === 1
}

export function countQueue(db: CacheDb): { waiting: number; refused: number; done: number } {
  const rows = statement<[], { state: string; n: number }>(
    db,
    'select state, count(*) as n from queued group by state',
  ).all()
  const of = (state: string) => rows.find((row) => row.state === state)?.n ?? 0
  return { waiting: of('waiting'), refused: of('refused'), done: of('done') }
}
