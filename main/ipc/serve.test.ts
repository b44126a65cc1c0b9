import { expect, test } from 'vitest'
import { z } from 'zod'
import { channels, type Handlers, Refusal } from '#shared/contract/contract'
import { type Caller, serve } from './serve.ts'

const contract = channels({
  ring: {
    input: z.object({ phone: z.string().min(3) }),
    output: z.object({ isRinging: z.boolean() }),
    refusals: ['onACall'],
    allow: 'desktopWindow',
  },
  tell: { input: z.object({}), output: z.object({}), allow: 'anyWindow' },
})
type Sender = { window: Caller | null }

/** The channels as they stand, called as a window would call them. */
function served(ring: Handlers<typeof contract, Caller>['ring']) {
  const listeners = new Map<string, (event: Sender, input: unknown) => Promise<unknown>>()
  const errors: unknown[] = []
  serve<typeof contract, Sender>({
    listen: (name, listener) => listeners.set(name, listener),
    contract,
    handlers: { ring, tell: async () => ({}) },
    callerOf: (event) => event.window,
    onError: (_, error) => errors.push(error),
  })
  return {
    errors,
    call: (name: string, window: Caller | null, input: unknown) => listeners.get(name)?.({ window }, input),
  }
}
const rings = async () => ({ isRinging: true })

test('a window that may call is answered with a value', async () => {
  expect(await served(rings).call('ring', 'desktopWindow', { phone: '+7917' })).toEqual({ value: { isRinging: true } })
})

test('a frame that is not ours, and a window the channel is not for, are turned away before anything runs', async () => {
  let runs = 0
  const { call } = served(async () => {
    runs++
    return { isRinging: true }
  })
  const refusal = { refusal: 'untrustedSender', detail: {} }
  expect(await call('ring', null, { phone: '+7917' })).toEqual(refusal)
  expect(await call('ring', 'phoneWindow', { phone: '+7917' })).toEqual(refusal)
  expect(await call('tell', null, {})).toEqual(refusal)
  expect(await call('tell', 'phoneWindow', {})).toEqual({ value: {} })
  expect(runs).toBe(0)
})

test('malformed input is refused with the path of the field', async () => {
  const { call } = served(rings)
  for (const input of [{ phone: 1 }, { phone: '' }])
    expect(await call('ring', 'desktopWindow', input)).toMatchObject({
      refusal: 'malformed',
      detail: { issues: [{ path: 'phone' }] },
    })
  for (const input of [undefined, null, 'x', []])
    expect(await call('ring', 'desktopWindow', input)).toMatchObject({ refusal: 'malformed' })
})

test('a foreseen refusal crosses as a value, with its detail', async () => {
  const { call, errors } = served(async () => {
    throw new Refusal('onACall', { since: '10:42' })
  })
  expect(await call('ring', 'desktopWindow', { phone: '+7917' })).toEqual({
    refusal: 'onACall',
    detail: { since: '10:42' },
  })
  expect(errors).toEqual([])
})

test('what nobody foresaw is logged here and tells the window nothing of its text', async () => {
  const { call, errors } = served(async () => {
    throw new Error('cannot open /home/ivanova')
  })
  expect(await call('ring', 'desktopWindow', { phone: '+7917' })).toEqual({ refusal: 'failed', detail: {} })
  expect(errors).toHaveLength(1)
})

test('an answer that is not what the contract says never reaches the window', async () => {
  const broken: unknown = { isRinging: 'yes' }
  const { call, errors } = served(async () => z.object({ isRinging: z.any() }).parse(broken))
  expect(await call('ring', 'desktopWindow', { phone: '+7917' })).toEqual({ refusal: 'failed', detail: {} })
  expect(errors).toHaveLength(1)
})
