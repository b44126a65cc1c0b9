import { afterAll, beforeAll, expect, test } from 'vitest'
import { CONTACTS_OF_COPY } from '#shared/contract/office'
import { makeWorld, type World } from '../../db/testing/world.ts'
import { createConsumer } from '../consumer/index.ts'
import { addNote } from '../interaction/index.ts'
import { listBranchConsumers } from './listBranchConsumers.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const copy = (input: Parameters<typeof listBranchConsumers>[0]) =>
  world.asStaff(world.staff.clerk, (ctx) => listBranchConsumers(input, ctx))

test('the consumers of the own branch come page by page, each once, and none of another branch', async () => {
  for (let n = 0; n < 5; n++)
    await world.asSystem((ctx) =>
      createConsumer({ kind: 'person', name: `Потребитель ${n}`, branchId: world.branch }, ctx),
    )
  const seen: string[] = []
  for (let page = await copy({ limit: 3 }); ; page = await copy({ limit: 3, ...(page.next && { after: page.next }) })) {
    seen.push(...page.items.map((item) => item.consumer.id))
    if (!page.next) break
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toHaveLength(7)
  expect(seen).toContain(world.consumer)
  expect(seen).not.toContain(world.otherConsumer)
})

test('each comes with its last contacts only, the newest first', async () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000)
  for (let n = 0; n < CONTACTS_OF_COPY + 5; n++)
    await world.asStaff(
      world.staff.clerk,
      (ctx) => addNote({ consumerId: world.consumer, text: `запись ${n}` }, ctx),
      day(n),
    )
  const { items } = await copy({ limit: 100 })
  const contacts = items.find((item) => item.consumer.id === world.consumer)?.interactions
  expect(contacts).toHaveLength(CONTACTS_OF_COPY)
  expect(contacts?.[0]?.preview).toBe(`запись ${CONTACTS_OF_COPY + 4}`)
  expect(items.find((item) => item.consumer.id === world.consumer2)?.interactions).toEqual([])
})

test('a clerk of another branch gets the consumers of that branch', async () => {
  const { items } = await world.asStaff(world.staff.otherBranchClerk, (ctx) => listBranchConsumers({ limit: 100 }, ctx))
  expect(items.map((item) => item.consumer.id)).toEqual([world.otherConsumer])
})

test('staff of the whole company have no branch to copy', async () => {
  const asked = world.asStaff(world.staff.agent, (ctx) => listBranchConsumers({ limit: 100 }, ctx))
  await expect(asked).rejects.toThrow('noBranch')
})

test('that a copy was taken is a fact that no screen hears', async () => {
  const before = (await world.facts('consumersCopied')).length
  await copy({ limit: 2 })
  const told = (await world.facts('consumersCopied')).slice(before)
  expect(told).toMatchObject([
    { actor: `staff:${world.staff.clerk.id}`, rooms: [], payload: { branchId: world.branch, after: null, count: 2 } },
  ])
})

test('over HTTP: the refusal has its code, and a stranger gets nothing', async () => {
  const server = await world.serve()
  expect(await server.call('listBranchConsumers', {}, world.staff.agent)).toMatchObject({
    status: 409,
    body: { refusal: 'noBranch' },
  })
  expect(await server.call('listBranchConsumers', {})).toMatchObject({ status: 401 })
  expect(await server.call('listBranchConsumers', { limit: 1 }, world.staff.clerk)).toMatchObject({
    status: 200,
    body: { items: [{}] },
  })
})
