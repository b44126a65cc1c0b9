import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { listQueue } from '../../main/cache/queue.ts'
import { queueCommand } from '../../main/sync/commands.ts'
import { until } from '../../server/db/testing/world.ts'
import { appealOf, atWork, lineIs, note, processes } from './atWork.ts'

test('a command that the server stumbles over waits for another try and does not hold up those behind it', () =>
  atWork(async ({ world, desk, line }) => {
    line.become('down')
    await lineIs(desk, 'offline')
    // a fault of the server that only cases meet
    const running = await processes(world)
    await sql`alter table topic rename to topic_away`.execute(world.db)
    queueCommand(desk.place().db(), 'registerCase', appealOf(world))
    queueCommand(desk.place().db(), 'addNote', note(world, 'прошла вперёд'))
    line.become('up')
    await until('the note is sent', () => listQueue(desk.place().db()).length === 1)
    expect(listQueue(desk.place().db())).toMatchObject([{ endpoint: 'registerCase', state: 'waiting' }])
    expect(desk.place().connection().server).toBe('online')
    await sql`alter table topic_away rename to topic`.execute(world.db)
    await until('the case is registered', () => desk.place().connection().queued.done === 1)
    expect(await world.facts('caseRegistered')).toHaveLength(1)
    await running.stop()
  }))
