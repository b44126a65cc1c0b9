// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CommandId, Refusal } from '#shared/contract/contract'
import { type DraftMark, ProcessKey } from '#shared/contract/process'
import { Unreachable } from '../../../api/failures'
import { forgetLocalCopy, localCopy, makeDraftKeeper } from './draftKeeper'

const key = ProcessKey.parse('pass')
const mark = (revision: number, savedByName = 'Я'): DraftMark => ({
  revision,
  basedOn: 1,
  savedAt: '2026-11-24T10:00:00.000Z',
  savedByName,
})

/** A desk with a drawing on it and a server that answers as it is told. */
function desk() {
  let xml = '<a/>'
  let revision = 0
  const sent: { xml: string; revision: number }[] = []
  let refuse: unknown = null
  const keeper = makeDraftKeeper({
    key,
    base: { revision: 0, basedOn: 1 },
    read: async () => ({ xml, name: 'Пропуск' }),
    newCommandId: () => CommandId.parse(crypto.randomUUID()),
    save: async (input) => {
      sent.push({ xml: input.xml, revision: input.revision })
      await new Promise((done) => setTimeout(done, 100))
      if (refuse) throw refuse
      revision = input.revision + 1
      return mark(revision)
    },
  })
  return {
    keeper,
    sent,
    draw(text: string) {
      xml = text
      keeper.touch()
    },
    answer(error: unknown) {
      refuse = error
    },
  }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  forgetLocalCopy(key)
})

test('several changes in a row are saved once, after a pause', async () => {
  const { keeper, sent, draw } = desk()
  for (const text of ['<b/>', '<c/>', '<d/>']) draw(text)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(sent).toEqual([{ xml: '<d/>', revision: 0 }])
  expect(keeper.saving()).toMatchObject({ state: 'saved', savedAt: '2026-11-24T10:00:00.000Z' })
  expect(localCopy(key)).toBeNull()
})

test('what changes while it is being saved is saved next, on the revision just got', async () => {
  const { sent, draw } = desk()
  draw('<b/>')
  await vi.advanceTimersByTimeAsync(750)
  draw('<c/>')
  await vi.advanceTimersByTimeAsync(2_000)
  expect(sent).toEqual([
    { xml: '<b/>', revision: 0 },
    { xml: '<c/>', revision: 1 },
  ])
})

test('without a line it is kept on this computer and sent by itself when the line is back', async () => {
  const { keeper, draw, answer } = desk()
  answer(new Unreachable())
  draw('<b/>')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(keeper.saving().state).toBe('offline')
  expect(localCopy(key)).toMatchObject({ xml: '<b/>', revision: 0 })
  answer(null)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(keeper.saving().state).toBe('saved')
  expect(localCopy(key)).toBeNull()
})

test('somebody else’s saving stops mine, says whose it is, and mine goes over it only when I say so', async () => {
  const { keeper, sent, draw, answer } = desk()
  answer(
    new Refusal('draftChangedMeanwhile', { savedByName: 'Коллега', savedAt: '2026-11-24T09:00:00.000Z', revision: 7 }),
  )
  draw('<mine/>')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(keeper.saving().conflict).toEqual({
    kind: 'changed',
    savedByName: 'Коллега',
    savedAt: '2026-11-24T09:00:00.000Z',
    revision: 7,
  })
  draw('<mineToo/>')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(sent).toHaveLength(1)
  expect(localCopy(key)?.xml).toBe('<mineToo/>')
  expect(await keeper.flush()).toBe(false)
  answer(null)
  const done = keeper.overwrite(1)
  await vi.advanceTimersByTimeAsync(1_000)
  await done
  expect(sent.at(-1)).toEqual({ xml: '<mineToo/>', revision: 7 })
  expect(keeper.saving()).toMatchObject({ state: 'saved', conflict: null })
})

test('is told of somebody else’s saving before anything of mine is sent', async () => {
  const { keeper, sent, draw } = desk()
  draw('<b/>')
  keeper.theirs(mark(3, 'Коллега'))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sent).toEqual([])
  expect(keeper.saving().conflict).toMatchObject({ savedByName: 'Коллега', revision: 3 })
})

test('its own saving, told as a fact, is no conflict', async () => {
  const { keeper, draw } = desk()
  draw('<b/>')
  await vi.advanceTimersByTimeAsync(2_000)
  keeper.theirs(mark(1))
  expect(keeper.saving().state).toBe('saved')
})

test('a draft that was deployed meanwhile is begun anew on the version that runs', async () => {
  const { keeper, sent, draw, answer } = desk()
  answer(new Refusal('draftGone'))
  draw('<b/>')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(keeper.saving().conflict).toEqual({ kind: 'gone' })
  answer(null)
  const done = keeper.overwrite(4)
  await vi.advanceTimersByTimeAsync(1_000)
  await done
  expect(sent.at(-1)?.revision).toBe(0)
})

test('flush sends at once what waits', async () => {
  const { keeper, sent, draw } = desk()
  draw('<b/>')
  const flushed = keeper.flush()
  await vi.advanceTimersByTimeAsync(200)
  expect(await flushed).toBe(true)
  expect(sent).toHaveLength(1)
})
