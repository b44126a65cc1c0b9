import { create } from 'zustand'
import type { Call, CallOffer } from '#shared/contract/call'
import type { ConsumerId, InteractionId, StaffId } from '#shared/contract/ids'
import type { PhoneCall, PhoneState } from '#shared/contract/phone'

type CallId = InteractionId
type Calls = {
  /** What rings at me, by the facts. */
  offers: Readonly<Record<CallId, CallOffer>>
  /** What I am on, and what waits for my wrap-up. */
  calls: Readonly<Record<CallId, Call>>
  /** Who is calling, as the agent chose among the candidates. */
  chosen: Readonly<Record<CallId, ConsumerId>>
  /** The colleague who is rung for a transfer. */
  transfer: { callId: CallId; toName: string } | null
}
const EMPTY: Calls = { offers: {}, calls: {}, chosen: {}, transfer: null }

/** The server's half of a call; the other half is the softphone's. Both bear the id of the call and come in either order. */
export const useCalls = create<Calls>(() => EMPTY)

const without = <T>(all: Readonly<Record<string, T>>, id: string) =>
  Object.fromEntries(Object.entries(all).filter(([key]) => key !== id))

export const placeOffer = (offer: CallOffer) =>
  useCalls.setState(({ offers }) => ({ offers: { ...offers, [offer.call.id]: offer } }))
export const dropOffer = (id: CallId) => useCalls.setState(({ offers }) => ({ offers: without(offers, id) }))
/** A call that is mine rings no longer. */
export const placeCall = (call: Call) =>
  useCalls.setState(({ calls, offers }) => ({ calls: { ...calls, [call.id]: call }, offers: without(offers, call.id) }))
export const dropCall = (id: CallId) =>
  useCalls.setState(({ calls, chosen }) => ({ calls: without(calls, id), chosen: without(chosen, id) }))
export const chooseCaller = (id: CallId, consumerId: ConsumerId) =>
  useCalls.setState(({ chosen }) => ({ chosen: { ...chosen, [id]: consumerId } }))
export const setTransfer = (transfer: Calls['transfer']) => useCalls.setState({ transfer })
export const replaceCalls = ({ offers, calls }: { offers: CallOffer[]; calls: Call[] }) =>
  useCalls.setState({
    offers: Object.fromEntries(offers.map((offer) => [offer.call.id, offer])),
    calls: Object.fromEntries(calls.map((call) => [call.id, call])),
  })
export const forgetCalls = () => useCalls.setState(EMPTY)

/** My part of a call is over once it has ended or somebody else has it. */
export const isOver = (call: Call, me: StaffId) => call.endedAt !== null || call.staffId !== me

export type Incoming = { callId: CallId | null; phone: PhoneCall | null; offer: CallOffer | null }

/** What rings at me now: the ringing phone with its offer, or an offer whose INVITE is still on the way. */
export function incomingOf(phone: PhoneState['call'], offers: Calls['offers']): Incoming | null {
  if (phone?.phase === 'ringing') {
    const offer = phone.callId ? (offers[phone.callId] ?? null) : null
    return { callId: phone.callId, phone, offer }
  }
  if (phone && phone.phase !== 'ended') return null
  const newest = Object.values(offers).sort((a, b) => b.invitedAt.localeCompare(a.invitedAt))[0]
  // the phone has just ended this very call: its withdrawal is on the way
  if (!newest || newest.call.id === phone?.callId) return null
  return { callId: newest.call.id, phone: null, offer: newest }
}
