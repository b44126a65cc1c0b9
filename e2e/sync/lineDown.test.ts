import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { Refusal } from '#shared/contract/contract'
import { searchConsumers } from '../../main/cache/consumers.ts'
import { listQueue } from '../../main/cache/queue.ts'
import { dropCommand, mendCommand, queueCommand } from '../../main/sync/commands.ts'
import { until, type World } from '../../server/db/testing/world.ts'
import { selectInteractions } from '../../server/domain/interaction/index.ts'
import { signOutEverywhere } from '../../server/domain/session/index.ts'
import { appealOf, atWork, lineIs, note, processes } from './atWork.ts'
import type { Desk } from './desk.ts'

const notes = async (world: World) => {
  const lines = await world.asSystem((ctx) => selectInteractions(ctx.tx, sql`order by i.started_at, i.id`))
  return lines.map((line) => line.preview)
}
const emptied = (desk: Desk) => until('nothing waits', () => listQueue(desk.place().db()).length === 0)

test('with the line down it says so, and shows the consumers as of the last moment the server was heard', () =>
  atWork(async ({ desk, line }) => {
    const before = Date.now()
    line.become('down')
    await lineIs(desk, 'offline')
    const asOf = Date.parse(desk.place().connection().cache.asOf ?? '')
    expect(Math.abs(asOf - before)).toBeLessThan(5000)
    expect(searchConsumers(desk.place().filled(), 'шараф')).toHaveLength(1)
  }))

test('the person is still known after a restart with the line down, and no token is had', () =>
  atWork(async ({ desk, line }) => {
    line.become('down')
    await desk.restart()
    expect(await desk.place().read()).toMatchObject({ me: { login: 'clerk' }, access: null })
    expect(searchConsumers(desk.place().filled(), 'шараф')).toHaveLength(1)
    line.become('up')
    await lineIs(desk, 'online')
    expect(await desk.place().fresh()).toMatchObject({ accessToken: expect.any(String) })
  }))

test('what was taken with the line down is sent in its order, each once, when the line is back, also after a restart', () =>
  atWork(async ({ world, desk, line }) => {
    line.become('down')
    await lineIs(desk, 'offline')
    for (const text of ['первая', 'вторая', 'третья']) queueCommand(desk.place().db(), 'addNote', note(world, text))
    await desk.restart()
    expect(desk.place().connection().queued).toEqual({ waiting: 3, refused: 0, done: 0 })
    line.become('up')
    await emptied(desk)
    expect(await notes(world)).toEqual(['первая', 'вторая', 'третья'])
  }))

test('a command whose answer was lost on the line goes again and happens once', () =>
  atWork(async ({ world, desk, line }) => {
    line.become('losesAnswers')
    queueCommand(desk.place().db(), 'addNote', note(world, 'один раз'))
    desk.place().wake()
    await until('the answer was lost, again and again', () => line.losses() >= 2)
    expect(listQueue(desk.place().db())).toHaveLength(1)
    line.become('up')
    await emptied(desk)
    expect(await notes(world)).toEqual(['один раз'])
    expect(await world.facts('interactionStarted')).toHaveLength(1)
  }))

test('a case registered with the line down is made once; its number and code stay until a person has read them', () =>
  atWork(async ({ world, desk, line }) => {
    const running = await processes(world)
    line.become('losesAnswers')
    const input = appealOf(world)
    queueCommand(desk.place().db(), 'registerCase', input)
    desk.place().wake()
    await until('the answer was lost', () => line.losses() >= 1)
    line.become('up')
    await until('it is done', () => desk.place().connection().queued.done === 1)
    expect(await world.facts('caseRegistered')).toHaveLength(1)
    await desk.restart()
    const [kept] = listQueue(desk.place().db())
    expect(kept).toMatchObject({
      state: 'done',
      answer: { number: expect.any(String), portalCode: expect.any(String) },
    })
    dropCommand(desk.place().db(), input.commandId, null)
    await desk.place().forget({ dropsQueued: false })
    await running.stop()
  }))

test('a refused command stays for a person, and those behind it go on; mended, it goes in', () =>
  atWork(async ({ world, desk, line }) => {
    line.become('down')
    await lineIs(desk, 'offline')
    const wrong = { ...note(world, 'чужому'), consumerId: world.otherConsumer }
    queueCommand(desk.place().db(), 'addNote', wrong)
    queueCommand(desk.place().db(), 'addNote', note(world, 'своему'))
    line.become('up')
    await until('both were answered', () => listQueue(desk.place().db()).every((queued) => queued.state === 'refused'))
    expect(listQueue(desk.place().db())).toMatchObject([
      { commandId: wrong.commandId, refusal: { code: 'otherBranch' } },
    ])
    expect(await notes(world)).toEqual(['своему'])

    mendCommand(desk.place().db(), wrong.commandId, note(world, 'исправлено'))
    desk.place().wake()
    await emptied(desk)
    expect(await notes(world)).toEqual(['своему', 'исправлено'])
  }))

test('what the server would turn away at sight is not taken', () =>
  atWork(async ({ world, desk }) => {
    const db = desk.place().db()
    const refused = (input: Record<string, unknown>) => {
      try {
        queueCommand(db, 'addNote', input)
      } catch (error) {
        return error instanceof Refusal ? error.detail : error
      }
      return 'taken'
    }
    expect(refused({ ...note(world, ''), consumerId: 'x' })).toMatchObject({
      issues: [{ path: 'consumerId' }, { path: 'text' }],
    })
    expect(refused({ ...note(world, 'да'), colour: 'red' })).toMatchObject({
      issues: [{ message: expect.stringContaining('colour') }],
    })
    expect(listQueue(db)).toEqual([])
  }))

test('signing out with commands that wait is refused until the person gives them up', () =>
  atWork(async ({ world, desk, line }) => {
    line.become('down')
    await lineIs(desk, 'offline')
    const waiting = note(world, 'ждёт')
    queueCommand(desk.place().db(), 'addNote', waiting)
    await expect(desk.place().forget({ dropsQueued: false })).rejects.toThrow('commandsWait')
    dropCommand(desk.place().db(), waiting.commandId, null)
    await desk.place().forget({ dropsQueued: false })
    expect(desk.place().connection().server).toBe('signedOut')
  }))

test('when the session was ended elsewhere, the desktop says so, and what waits is sent after the next sign-in', () =>
  atWork(async ({ world, desk, line }) => {
    line.become('down')
    await lineIs(desk, 'offline')
    queueCommand(desk.place().db(), 'addNote', note(world, 'ждёт входа'))
    await world.asStaff(world.staff.clerk, (ctx) => signOutEverywhere({}, ctx))
    line.become('up')
    await until('told', () => desk.ended() === 1)
    expect(desk.place().connection().server).toBe('signedOut')
    expect(await notes(world)).toEqual([])
    await desk.signIn('clerk')
    await emptied(desk)
    expect(await notes(world)).toEqual(['ждёт входа'])
  }))
