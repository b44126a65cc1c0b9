import type { Server } from 'node:http'

/** subscriber: a person of the public telephone network · staff: a softphone of ours. */
export type PartyKind = 'subscriber' | 'staff'
export type Account = { password: string; kind: PartyKind }

/** What this exchange can do beyond plain calls; the desktop shows only what is here. */
export type Capabilities = {
  hasHoldMusic: boolean
  hasRecording: boolean
  hasPrompts: boolean
  hasSubscriberLines: boolean
}

/** stopped: by `stopRinging` · callerLeft: whoever began the call has gone. */
export type RingOutcome = 'answered' | 'busy' | 'declined' | 'unreachable' | 'stopped' | 'callerLeft'
export type TransferOutcome = 'done' | 'declined' | 'unreachable' | 'stopped' | 'callEnded' | 'failed'

export type EndedBy = PartyKind | 'system'
/** lost: the connection of a party is gone without a word. */
export type EndCause = 'hungUp' | 'cancelled' | 'lost' | 'refused'

export type TelephonyEvent =
  /** A subscriber calls. The call waits, unanswered, for `ring` or `refuse`. */
  | { type: 'incoming'; callId: string; from: string; dialled: string; at: Date }
  /** A member of staff calls out. `callId` is the one the softphone named, if it did. The call waits for `ring` or `refuse`. */
  | { type: 'dialled'; callId: string; sipUser: string; number: string; at: Date }
  /** Told exactly once for every call that was incoming or dialled. */
  | { type: 'ended'; callId: string; by: EndedBy; cause: EndCause }
  /** The first phone of a user has appeared, or the last one has gone. */
  | { type: 'registered'; sipUser: string }
  | { type: 'unregistered'; sipUser: string }

/** Whom to ring and what their phone shows. */
export type RingTarget = { sipUser: string; showsNumber: string; showsName: string }

/**
 * A telephone exchange under the server's control. Calls are named by the `callId` of the `incoming` or `dialled` event; a call
 * that is not known, or is over, is never an error: the outcome says so.
 */
export interface TelephonyProvider {
  readonly capabilities: Capabilities
  onEvent(listener: (event: TelephonyEvent) => void): void
  /** Takes the WebSocket upgrades of the path `/sip`. */
  attach(server: Server): void
  /** Rings every phone of a user; the first to answer is connected with whoever began the call. */
  ring(callId: string, target: RingTarget): Promise<RingOutcome>
  stopRinging(callId: string): void
  /** Rings a colleague of `fromSipUser` while the talk goes on, and on answer puts the colleague in their place. */
  transfer(callId: string, fromSipUser: string, target: RingTarget): Promise<TransferOutcome>
  stopTransfer(callId: string): void
  hangUp(callId: string): void
  /** Ends a call nobody has answered with a SIP status, such as 480. */
  refuse(callId: string, status: number): void
  close(): Promise<void>
}
