import { beforeAll, expect, test } from 'vitest'

// what a page has and Node has not; the locks are Node's own
beforeAll(() => Object.assign(globalThis, { window: new EventTarget() }))
const settle = () => new Promise((done) => setTimeout(done, 20))

test('a letter that is put while the turn is being given back is sent too, each once and in order', async () => {
  const { makeOutbox } = await import('./outbox')
  const sent: string[] = []
  const outbox = makeOutbox<string>('turn', async ({ content }) => void sent.push(content))
  await settle()
  const off = outbox.subscribe(() => {
    // the first has just been taken out: the loop sees nothing more and gives the turn back
    if (outbox.letters().length > 0 || sent.length !== 1) return
    off()
    queueMicrotask(() => queueMicrotask(() => outbox.put('2', 'second')))
  })
  outbox.put('1', 'first')
  await settle()
  expect(sent).toEqual(['first', 'second'])
  expect(outbox.letters()).toEqual([])
  outbox.close()
})
