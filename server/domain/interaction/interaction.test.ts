import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../../db/testing/world.ts'
import { addMessage, endInteraction, startInteraction, takeInteraction, tieInteraction } from './index.ts'
import { listTimeline } from './listTimeline.ts'
import { listWork } from './listWork.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const mail = { channel: 'mail', direction: 'in', state: 'waiting', subject: 'Скачет напряжение' } as const

test('a contact stands on the timeline newest first and pages by keyset without a gap or a double', async () => {
  const start = Date.parse('2026-01-01T00:00:00Z')
  for (let n = 0; n < 7; n++) {
    // three share one moment, so the id decides
    const startedAt = new Date(start + Math.min(n, 4) * 1000)
    await world.asSystem((ctx) =>
      startInteraction({ ...mail, consumerId: world.consumer2, subject: `№${n}`, startedAt }, ctx),
    )
  }
  const seen: string[] = []
  let before: string | undefined
  do {
    const page = await world.asStaff(world.staff.agent, (ctx) =>
      listTimeline({ consumerId: world.consumer2, limit: 2, before }, ctx),
    )
    seen.push(...page.items.map((item) => item.subject))
    before = page.next ?? undefined
  } while (before)
  expect(new Set(seen).size).toBe(7)
  expect(seen).toHaveLength(7)
  expect(seen.slice(-4)).toEqual(['№3', '№2', '№1', '№0'])
})

test('two people take one contact: one gets it, the other is told who has it', async () => {
  const contact = await world.asSystem((ctx) => startInteraction({ ...mail, consumerId: world.consumer }, ctx))
  const take = (staff: World['staff']['agent']) =>
    world.asStaff(staff, (ctx) => takeInteraction({ interactionId: contact.id }, ctx))
  const outcomes = await Promise.allSettled([take(world.staff.agent), take(world.staff.agent2)])
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject({ code: 'alreadyTaken' })
})

test('an unknown contact moves to the consumer with its whole thread, and both timelines hear of it', async () => {
  const root = await world.asSystem((ctx) => startInteraction({ ...mail, address: 'who@example.com' }, ctx))
  const answer = await world.asSystem((ctx) =>
    startInteraction({ ...mail, threadId: root.id, address: 'who@example.com' }, ctx),
  )
  const tied = await world.asStaff(world.staff.agent, (ctx) =>
    tieInteraction({ interactionId: answer.id, consumerId: world.consumer }, ctx),
  )
  expect(tied.consumerId).toBe(world.consumer)
  expect(tied.branchId).toBe(world.branch)
  const moved = (await world.facts('interactionTied')).filter((fact) =>
    [root.id, answer.id].includes((fact.payload as { interaction: { id: typeof root.id } }).interaction.id),
  )
  expect(moved).toHaveLength(2)
  expect(moved.every((fact) => fact.rooms.includes(`consumer:${world.consumer}`))).toBe(true)
})

test('a message with an id that is already there is the same message', async () => {
  const contact = await world.asSystem((ctx) => startInteraction({ ...mail, consumerId: world.consumer }, ctx))
  const write = () =>
    world.asSystem((ctx) =>
      addMessage(
        {
          interactionId: contact.id,
          id: '0192f0c1-7a2b-7c3d-8e4f-000000000001' as never,
          author: 'consumer',
          authorName: 'Гульнара',
          text: 'Добрый день',
        },
        ctx,
      ),
    )
  const [first, second] = [await write(), await write()]
  expect(second).toEqual(first)
  expect(
    (await world.facts('messageAdded')).filter((fact) => JSON.stringify(fact.payload).includes(first.id)),
  ).toHaveLength(1)
})

test('staff of another branch neither take nor see the contact', async () => {
  const contact = await world.asSystem((ctx) => startInteraction({ ...mail, consumerId: world.consumer }, ctx))
  const take = world.asStaff(world.staff.otherBranchAgent, (ctx) => takeInteraction({ interactionId: contact.id }, ctx))
  await expect(take).rejects.toMatchObject({ code: 'otherBranch' })
  const work = await world.asStaff(world.staff.otherBranchAgent, (ctx) => listWork({}, ctx))
  expect(work.waiting.map((line) => line.id)).not.toContain(contact.id)
})

test('an ended contact cannot be ended or taken again', async () => {
  const contact = await world.asSystem((ctx) => startInteraction({ ...mail, consumerId: world.consumer }, ctx))
  const end = () => world.asStaff(world.staff.agent, (ctx) => endInteraction({ interactionId: contact.id }, ctx))
  expect((await end()).state).toBe('ended')
  await expect(end()).rejects.toMatchObject({ code: 'alreadyEnded' })
})
