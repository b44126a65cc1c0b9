import type { CallId, ConsumerId, TaskId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'

export type RingTarget = { sipUser: string; showsNumber: string; showsName: string }
export type RingOutcome = 'answered' | 'busy' | 'declined' | 'unreachable' | 'stopped' | 'callerLeft'
export type TransferOutcome = 'done' | 'declined' | 'unreachable' | 'stopped' | 'callEnded' | 'failed'
export type ExchangeEvent =
  | { type: 'incoming'; callId: string; from: string; dialled: string; at: Date }
  | { type: 'dialled'; callId: string; sipUser: string; number: string; at: Date }
  | { type: 'ended'; callId: string; by: 'subscriber' | 'staff' | 'system'; cause: string }
  | { type: 'registered'; sipUser: string }
  | { type: 'unregistered'; sipUser: string }

/** The telephone exchange, as far as calls need it. */
export type Exchange = {
  onEvent(listener: (event: ExchangeEvent) => void): void
  ring(callId: string, target: RingTarget): Promise<RingOutcome>
  stopRinging(callId: string): void
  transfer(callId: string, fromSipUser: string, target: RingTarget): Promise<TransferOutcome>
  stopTransfer(callId: string): void
  hangUp(callId: string): void
  refuse(callId: string, status: number): void
}

export type CallbackAsk = { callId: CallId; phone: string; consumerId: ConsumerId | null; dueAt: Date }
/** Puts a call-back on somebody's list, in the same transaction. */
export type CreateCallback = (ask: CallbackAsk, ctx: Context) => Promise<TaskId | null>

/** What the endpoints need to know of the telephone exchange. */
export type CallPorts = {
  sipDomain: string
  /** Whether anybody may open a line of the demo telephone network. */
  hasCallerLines: boolean
}
