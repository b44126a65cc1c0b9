import type { PartyKind } from '../provider.ts'
import type { SipConnection } from './connection.ts'
import { type Session, type SessionDelegate, sdpBody } from './sip.ts'

/** One established side of a call. */
export type Leg = { connection: SipConnection; session: Session; sipUser: string; kind: PartyKind }

/** A phone keeps its name in a call even when its registration runs out meanwhile. */
export const legOf = (connection: SipConnection, session: Session): Leg => ({
  connection,
  session,
  sipUser: connection.sipUser ?? '',
  kind: connection.kind ?? 'subscriber',
})

/**
 * Ends a side. A phone that has not yet acknowledged our answer must not get a BYE (RFC 3261, 15), so it gets it with its ACK,
 * or once none came.
 */
export function sayBye({ connection, session }: Leg): void {
  session.delegate = undefined
  if (!connection.isOpen) return
  connection.guard('BYE', () => {
    if (session.sessionState !== 'AckWait') return void session.bye()
    const bye = () => connection.guard('BYE', () => void session.bye())
    session.delegate = { onAck: bye, onAckTimeout: bye }
  })
}

/** Lets two sides talk: what one says within the call is said to the other. `onLeft` is told once a side has said BYE. */
export function join(a: Leg, b: Leg, onLeft: (leg: Leg) => void): void {
  a.session.delegate = relay(a, b, onLeft)
  b.session.delegate = relay(b, a, onLeft)
}

function relay(from: Leg, to: Leg, onLeft: (leg: Leg) => void): SessionDelegate {
  const { guard } = from.connection
  const guarded = guard.bind(from.connection)
  return {
    onBye: (request) =>
      guarded('BYE', () => {
        request.accept()
        onLeft(from)
      }),
    onAckTimeout: () => guarded('ACK timeout', () => onLeft(from)),
    onInvite: (request) => guarded('re-INVITE', () => relayInvite(request, from, to)),
    onInfo: (request) => guarded('INFO', () => relayInfo(request, to)),
  }
}

type ReInvite = Parameters<NonNullable<SessionDelegate['onInvite']>>[0]

/** Hold, unhold and any other change of media: the offer goes over, the answer comes back. */
function relayInvite(request: ReInvite, from: Leg, to: Leg): void {
  const refuse = (statusCode: number) => from.connection.guard('re-INVITE', () => void request.reject({ statusCode }))
  const offer = request.message.body
  if (!offer || to.session.sessionState !== 'Confirmed') {
    refuse(491)
    return
  }
  try {
    reInvite(to, offer, {
      onAnswer: (answer) => {
        // the core sends a re-INVITE's answer without a Contact unless told, and phones then lose the dialog
        const extraHeaders = [from.connection.contact]
        from.connection.guard(
          're-INVITE',
          () => void request.accept({ statusCode: 200, body: sdpBody(answer), extraHeaders }),
        )
      },
      onReject: refuse,
    })
  } catch {
    // both sides change the media at once (RFC 3261, 14.2): this one tries again
    refuse(491)
  }
}

type ReInviteEvents = { onAnswer(sdp: string): void; onReject(status: number): void }

/** Offers new media to a side and acknowledges its answer. Throws while another change of the same side is under way. */
export function reInvite(leg: Leg, offer: string, { onAnswer, onReject }: ReInviteEvents): void {
  const { connection, session } = leg
  session.invite(
    {
      onAccept: (response) =>
        connection.guard('re-INVITE', () => {
          response.ack()
          onAnswer(response.message.body)
        }),
      onReject: ({ message }) => onReject(message.statusCode ?? 500),
    },
    { body: sdpBody(offer), extraHeaders: [connection.contact] },
  )
}

type Info = Parameters<NonNullable<SessionDelegate['onInfo']>>[0]

/** Keys pressed: `application/dtmf-relay` and `application/dtmf`. */
function relayInfo(request: Info, to: Leg): void {
  const contentType = request.message.getHeader('content-type') ?? ''
  if (!/^application\/dtmf(-relay)?$/i.test(contentType)) return void request.reject({ statusCode: 415 })
  request.accept()
  const body = { contentDisposition: 'render', contentType, content: request.message.body }
  if (to.session.sessionState === 'Confirmed') to.session.info(undefined, { body })
}
