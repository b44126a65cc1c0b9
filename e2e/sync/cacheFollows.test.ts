import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findConsumer, searchConsumers } from '../../main/cache/consumers.ts'
import { lastInteractions } from '../../main/cache/interactions.ts'
import { locksmith } from '../../main/testing/locksmith.ts'
import { makeWorld, until, type World } from '../../server/db/testing/world.ts'
import { createConsumer } from '../../server/domain/consumer/index.ts'
import { addNote, tieInteraction } from '../../server/domain/interaction/index.ts'
import { type Desk, openDesk } from './desk.ts'

async function withDesk(run: (world: World, desk: Desk) => Promise<void>, storage = locksmith()) {
  const world = await makeWorld()
  const server = await world.serve()
  const desk = await openDesk(server.url, storage)
  try {
    await run(world, desk)
  } finally {
    await desk.close()
    await world.close()
  }
}
const ready = (desk: Desk) => until('the cache is filled', () => desk.place().connection().cache.state === 'ready')
const subjects = (desk: Desk, world: World) =>
  lastInteractions(desk.place().db(), world.consumer).map((line) => line.preview)

test('the consumers of the own branch are copied with their last contacts, and no others', () =>
  withDesk(async (world, desk) => {
    await world.asStaff(world.staff.clerk, (ctx) =>
      addNote({ consumerId: world.consumer, text: 'Скачет напряжение' }, ctx),
    )
    await desk.signIn('clerk')
    await ready(desk)
    expect(searchConsumers(desk.place().filled(), 'шараф').map((line) => line.id)).toEqual([world.consumer])
    expect(subjects(desk, world)).toEqual(['Скачет напряжение'])
    expect(findConsumer(desk.place().db(), world.otherConsumer)).toBeNull()
    expect(desk.place().connection()).toMatchObject({ server: 'online', cache: { consumers: 2 } })
  }))

test('what happens later is in the cache without being asked for', () =>
  withDesk(async (world, desk) => {
    await desk.signIn('clerk')
    await ready(desk)
    await world.asStaff(world.staff.clerk, (ctx) => addNote({ consumerId: world.consumer, text: 'Перезвонить' }, ctx))
    await until('the note has come', () => subjects(desk, world).includes('Перезвонить'))
    const branchId = world.branch
    await world.asSystem((ctx) => createConsumer({ kind: 'person', name: 'Новикова Анна', branchId }, ctx))
    await world.asSystem((ctx) =>
      createConsumer({ kind: 'person', name: 'Новикова Чужая', branchId: world.otherBranch }, ctx),
    )
    await until('the new consumer has come', () => searchConsumers(desk.place().db(), 'новикова').length > 0)
    expect(searchConsumers(desk.place().db(), 'новикова').map((line) => line.name)).toEqual(['Новикова Анна'])
  }))

test('a contact tied to another consumer moves in the cache too', () =>
  withDesk(async (world, desk) => {
    const note = await world.asStaff(world.staff.clerk, (ctx) =>
      addNote({ consumerId: world.consumer, text: 'Не тот человек' }, ctx),
    )
    await desk.signIn('clerk')
    await ready(desk)
    await world.asStaff(world.staff.clerk, (ctx) =>
      tieInteraction({ interactionId: note.id, consumerId: world.consumer2 }, ctx),
    )
    await until('it has moved', () => lastInteractions(desk.place().db(), world.consumer2).length === 1)
    expect(subjects(desk, world)).toEqual([])
  }))

test('what happened while the program was not running is caught up with from the cursor, without a new copy', () =>
  withDesk(async (world, desk) => {
    await desk.signIn('clerk')
    await ready(desk)
    const copies = (await world.facts('consumersCopied')).length
    await desk.place().stop()
    await world.asStaff(world.staff.clerk, (ctx) =>
      addNote({ consumerId: world.consumer, text: 'Пока вас не было' }, ctx),
    )
    await desk.restart()
    expect(subjects(desk, world)).toEqual([])
    await until('the note has come', () => subjects(desk, world).includes('Пока вас не было'))
    expect(await world.facts('consumersCopied')).toHaveLength(copies)
  }))

test('staff of the whole company have no branch and no cache, but a line and a place for commands', () =>
  withDesk(async (_world, desk) => {
    await desk.signIn('agent')
    await until('online', () => desk.place().connection().server === 'online')
    expect(desk.place().connection().cache).toEqual({ state: 'noBranch', consumers: 0, asOf: null })
    expect(() => desk.place().filled()).toThrow('noCache')
    expect(desk.place().db()).toBeDefined()
  }))

test('nothing of it is written where the keyring is plain text, and the session ends with the program', () =>
  withDesk(async (_world, desk) => {
    expect(await desk.signIn('clerk')).toEqual({ isRemembered: false })
    await until('online', () => desk.place().connection().server === 'online')
    expect(desk.place().connection().cache.state).toBe('noKeyring')
    expect(readdirSync(desk.folder)).toEqual([])
    await desk.restart()
    expect(await desk.place().read()).toBeNull()
  }, locksmith('basic_text')))

test('signing out destroys the session, the cache and its key, here and at the server', () =>
  withDesk(async (world, desk) => {
    await desk.signIn('clerk')
    await ready(desk)
    expect(readdirSync(desk.folder).some((name) => name.endsWith('.db'))).toBe(true)
    await desk.place().forget({ dropsQueued: false })
    expect(readdirSync(desk.folder)).toEqual(['keys'])
    expect(readdirSync(`${desk.folder}/keys`)).toEqual([])
    expect(await world.facts('sessionsEnded')).toHaveLength(1)
    expect(desk.place().connection().server).toBe('signedOut')
  }))

test('each of two people at one computer has a cache of their own', () =>
  withDesk(async (world, desk) => {
    await desk.signIn('clerk')
    await ready(desk)
    await desk.signIn('otherclerk')
    await ready(desk)
    expect(findConsumer(desk.place().db(), world.consumer)).toBeNull()
    expect(findConsumer(desk.place().db(), world.otherConsumer)).not.toBeNull()
  }))
