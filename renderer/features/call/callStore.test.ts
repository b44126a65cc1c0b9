import { beforeEach, describe, expect, it } from 'vitest'
import type { Call, CallOffer } from '#shared/contract/call'
import { CallId, StaffId } from '#shared/contract/ids'
import type { PhoneCall } from '#shared/contract/phone'
import { dropOffer, forgetCalls, incomingOf, isOver, placeCall, placeOffer, useCalls } from './callStore'

const id = CallId.parse('0190a8b2-7b1c-7c11-9d0c-0f6f1d2c3b4a')
const me = StaffId.parse('0190a8b2-7b1c-7c11-9d0c-0f6f1d2c3b4b')
const call: Call = {
  id,
  direction: 'in',
  phone: '+79172345678',
  state: 'ringing',
  staffId: null,
  consumerId: null,
  consumerName: null,
  startedAt: '2026-11-24T10:00:00.000Z',
  answeredAt: null,
  endedAt: null,
  endedBy: null,
  outcome: null,
  disposition: null,
  note: '',
  wrappedUpAt: null,
}
const offer: CallOffer = { call, candidates: [], ringSeconds: 20, invitedAt: call.startedAt, transferredBy: null }
const ringing: PhoneCall = {
  callId: id,
  direction: 'in',
  phase: 'ringing',
  remote: '+79172345678',
  remoteName: '',
  isMuted: false,
  isHeldByRemote: false,
  startedAt: call.startedAt,
  connectedAt: null,
  keysHeard: '',
  keysSent: '',
  problem: null,
}
const incoming = (phone: PhoneCall | null) => incomingOf(phone, useCalls.getState().offers)

beforeEach(forgetCalls)

describe('a call that rings', () => {
  it('joins the phone and the fact by the id of the call, in either order', () => {
    expect(incoming(ringing)).toEqual({ callId: id, phone: ringing, offer: null })
    placeOffer(offer)
    expect(incoming(ringing)).toEqual({ callId: id, phone: ringing, offer })
    expect(incoming(null)).toEqual({ callId: id, phone: null, offer })
  })

  it('is gone when the offer is withdrawn, and when the phone has ended it before the fact says so', () => {
    placeOffer(offer)
    expect(incoming({ ...ringing, phase: 'ended' })).toBeNull()
    dropOffer(id)
    expect(incoming(null)).toBeNull()
  })

  it('rings no longer once it is mine', () => {
    placeOffer(offer)
    placeCall({ ...call, state: 'talking', staffId: me })
    expect(incoming(null)).toBeNull()
  })

  it('stays out of the way while another call is on', () => {
    placeOffer(offer)
    expect(incoming({ ...ringing, callId: null, phase: 'talking' })).toBeNull()
  })
})

it('is over for me when it has ended or a colleague has it', () => {
  const mine = { ...call, staffId: me }
  expect(isOver(mine, me)).toBe(false)
  expect(isOver({ ...mine, endedAt: call.startedAt }, me)).toBe(true)
  expect(isOver({ ...mine, staffId: StaffId.parse(id) }, me)).toBe(true)
})
