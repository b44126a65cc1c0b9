import type { callEndpoints } from '#shared/contract/call'
import type { Handlers } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { dialOut } from './dialOut.ts'
import { openCallerLine, phoneLine } from './lines.ts'
import { listMyCalls } from './listMyCalls.ts'
import type { CallPorts } from './ports.ts'
import { listTransferTargets, transferCall } from './transferCall.ts'
import { listDispositions, wrapUpCall } from './wrapUpCall.ts'

export { findSipAccount, type SipAccount } from './lines.ts'
export type { CallbackAsk, CallPorts, CreateCallback, Exchange } from './ports.ts'
export { startSwitchboard } from './switchboard.ts'
export { toE164 } from './toE164.ts'

export const callHandlers = (ports: CallPorts): Handlers<typeof callEndpoints, Context> => ({
  phoneLine: phoneLine(ports),
  openCallerLine: openCallerLine(ports),
  listMyCalls,
  listDispositions,
  listTransferTargets,
  transferCall,
  wrapUpCall,
  dialOut,
})
