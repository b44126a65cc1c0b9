import type { RingTarget } from '../provider.ts'
import type { Binding } from './connection.ts'
import { type Leg, legOf, sayBye } from './leg.ts'
import { type AckableIncomingResponse, type Body, type OutgoingInviteRequest, URI } from './sip.ts'

export type ForkFailure = 'busy' | 'declined' | 'unreachable'
type Invitation = {
  callId: string
  domain: string
  bindings: readonly Binding[]
  target: RingTarget
  body: Body | undefined
}
type ForkEvents = {
  onRinging(): void
  /** The first phone that answered; the others have been cancelled. The response is still to be acknowledged. */
  onAnswer(leg: Leg, response: AckableIncomingResponse): void
  onFailure(failure: ForkFailure): void
}
export type Fork = { cancel(): void }

/** Rings all phones of one user at once. Exactly one of `onAnswer` and `onFailure` is told, unless it is cancelled before. */
export function fork(invitation: Invitation, events: ForkEvents): Fork {
  const pending = new Map<Binding, { request?: OutgoingInviteRequest; forget: () => void }>()
  let isSettled = false
  let failure: ForkFailure = 'unreachable'

  const drop = (binding: Binding) => {
    pending.get(binding)?.forget()
    pending.delete(binding)
  }
  const cancelAll = () => {
    isSettled = true
    for (const [binding, { request }] of pending) {
      binding.connection.guard('CANCEL', () => request?.cancel())
      drop(binding)
    }
  }
  const failed = (binding: Binding, status: number) => {
    drop(binding)
    failure = worse(failure, failureOf(status))
    if (isSettled || pending.size > 0) return
    isSettled = true
    events.onFailure(failure)
  }
  const answered = (binding: Binding, response: AckableIncomingResponse) => {
    drop(binding)
    const leg = legOf(binding.connection, response.session)
    if (isSettled) {
      // it was answered while the CANCEL was on its way
      response.ack()
      return sayBye(leg)
    }
    cancelAll()
    events.onAnswer(leg, response)
  }

  for (const binding of invitation.bindings) {
    const { connection } = binding
    const forget = connection.onceClosed(() => failed(binding, 503))
    pending.set(binding, { forget })
  }
  for (const binding of invitation.bindings) {
    const { connection } = binding
    connection.guard('INVITE', () => {
      const request = connection.core.invite(inviteMessage(invitation, binding), {
        onProgress: () => connection.guard('ringing', () => isSettled || events.onRinging()),
        onAccept: (response) => connection.guard('answer', () => answered(binding, response)),
        onRedirect: () => connection.guard('redirect', () => failed(binding, 480)),
        onReject: ({ message }) => connection.guard('reject', () => failed(binding, message.statusCode ?? 480)),
      })
      const waiting = pending.get(binding)
      if (waiting) waiting.request = request
    })
  }
  if (invitation.bindings.length === 0) queueMicrotask(() => isSettled || events.onFailure('unreachable'))
  return { cancel: cancelAll }
}

function inviteMessage({ callId, domain, target, body }: Invitation, { connection, contact }: Binding) {
  const from = new URI('sip', target.showsNumber, domain)
  const to = new URI('sip', target.sipUser, domain)
  const options = { fromDisplayName: target.showsName }
  const headers = [connection.contact, `X-Call-Id: ${callId}`]
  return connection.core.makeOutgoingRequestMessage('INVITE', contact, from, to, options, headers, body)
}

function failureOf(status: number): ForkFailure {
  if (status === 486 || status === 600) return 'busy'
  return status === 603 || status === 403 || status === 406 ? 'declined' : 'unreachable'
}

const weight: Record<ForkFailure, number> = { unreachable: 0, busy: 1, declined: 2 }
/** What one phone of several said on purpose outweighs that another was not there. */
const worse = (a: ForkFailure, b: ForkFailure): ForkFailure => (weight[b] > weight[a] ? b : a)
