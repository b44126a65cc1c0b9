import type { Context } from '../../db/context.ts'

/** What the applicant, the bank or staff say to the process of an application. */
export type ConnectionMessage =
  | 'connectionDocumentsAdded'
  | 'connectionSigned'
  | 'connectionReady'
  | 'connectionWithdrawn'
  | 'connectionPaid'
  | 'connectionDocumentsExtended'
  | 'connectionReadinessExtended'
  | 'connectionWorksExtended'

/** The process behind an application; the processes fill it, for the domain may not look up at them. */
export type ConnectionProcess = {
  /** Refusal: messageUnexpected, when it does not wait for that. */
  tell(
    input: { message: ConnectionMessage; number: string; variables: Record<string, unknown> },
    ctx: Context,
  ): Promise<unknown>
}

let connected: ConnectionProcess | undefined

/** Called once, by whoever composes the server. */
export function connectConnectionProcess(process: ConnectionProcess): void {
  connected = process
}
export function connectionProcess(): ConnectionProcess {
  if (!connected) throw new Error('the processes are not connected to the applications')
  return connected
}
