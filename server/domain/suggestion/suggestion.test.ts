import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StaffActor } from '../../db/context.ts'
import {
  appeal,
  commandId,
  type DesignWorld,
  drawing,
  makeDesignWorld,
  pass,
} from '../../processes/testing/designWorld.ts'

let world: DesignWorld
beforeAll(async () => {
  world = await makeDesignWorld()
})
afterAll(() => world.close())

const suggest = async (text: string, key = appeal, by: StaffActor = world.staff.clerk) =>
  (await world.server.call('suggest', { key, elementId: 'classify', text }, by)).body
const vote = (suggestionId: string, isFor: boolean, by: StaffActor) =>
  world.server.call('voteForSuggestion', { suggestionId, isFor }, by)
const decide = (suggestionId: string, isAccepted: boolean, by: StaffActor = world.staff.analyst) =>
  world.server.call('decideSuggestion', { suggestionId, isAccepted, reason: 'Экономит два дня' }, by)
const list = async (by: StaffActor = world.staff.agent) =>
  (await world.server.call('listSuggestions', { key: appeal }, by)).body.items

it('any member of staff suggests at an element; an auditor only reads', async () => {
  const made = await suggest('Разбирать сразу при звонке')
  expect(made).toMatchObject({ elementId: 'classify', state: 'open', votes: 0, authorName: world.staff.clerk.name })
  const input = { key: appeal, elementId: 'classify', text: 'Ничего не менять' }
  expect((await world.server.call('suggest', input, world.staff.auditor)).status).toBe(403)
  expect(await list(world.staff.auditor)).toHaveLength(1)
  const { body } = await world.server.call('listProcesses', {}, world.staff.analyst)
  expect(body.items.find(({ key }) => key === appeal)?.openSuggestions).toBe(1)
})

it('everybody has one vote, which may be taken back, and the most wanted stands first', async () => {
  const { id } = await suggest('Просить фото счётчика заранее')
  for (const by of [world.staff.agent, world.staff.agent, world.staff.clerk]) await vote(id, true, by)
  expect(await list()).toMatchObject([{ id, votes: 2, hasMyVote: true }, { votes: 0 }])
  await vote(id, false, world.staff.agent)
  expect(await list()).toMatchObject([{ id, votes: 1, hasMyVote: false }, {}])
})

it('an analyst decides once, with a reason; then nobody votes any more', async () => {
  const { id } = await suggest('Не звонить дважды')
  expect((await decide(id, true, world.staff.supervisor)).status).toBe(403)
  const bare = { suggestionId: id, isAccepted: true, reason: ' ' }
  expect((await world.server.call('decideSuggestion', bare, world.staff.analyst)).status).toBe(400)
  expect((await decide(id, false)).body).toMatchObject({ state: 'rejected', reason: 'Экономит два дня' })
  expect((await decide(id, true)).body).toMatchObject({ refusal: 'suggestionDecided' })
  expect((await vote(id, true, world.staff.agent)).body).toMatchObject({ refusal: 'suggestionDecided' })
})

it('what was accepted is tied to the version that brought it, by the deployment or afterwards', async () => {
  const first = await suggest('Выдавать без подписи', pass)
  const second = await suggest('Выдавать за минуту', pass)
  const saved = await world.save(drawing())
  const deploy = (realises: string[], more = {}) => world.deploy(saved.body.revision, { realises, ...more })
  expect((await deploy([first.id])).body).toMatchObject({ refusal: 'suggestionNotAccepted' })
  expect((await world.opened()).versions).toEqual([])
  await decide(first.id, true)
  await decide(second.id, true)
  expect((await deploy([first.id], { commandId: commandId() })).body).toEqual({ outcome: 'deployed', version: 1 })
  const tie = (suggestionId: string, version: number) =>
    world.server.call('realiseSuggestion', { suggestionId, version }, world.staff.analyst)
  expect((await tie(second.id, 7)).status).toBe(404)
  expect((await tie(second.id, 1)).body).toMatchObject({ state: 'realised', realisedIn: 1 })
  expect((await tie(second.id, 1)).body).toMatchObject({ refusal: 'suggestionNotAccepted' })
  const { items } = (await world.server.call('listSuggestions', { key: pass }, world.staff.agent)).body
  expect(items.map(({ state, realisedIn }) => [state, realisedIn])).toEqual([
    ['realised', 1],
    ['realised', 1],
  ])
})
