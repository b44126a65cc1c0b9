import { z } from 'zod'
import { SipLine } from './call.ts'
import { CallId } from './ids.ts'

/** What the desktop asks of the softphone, whether it lives in the same page or in the hidden phone window. */
export const PhoneCommand = z.discriminatedUnion('do', [
  /** `server`: the address of the SIP socket, `wss://…/sip`. */
  z.object({ do: z.literal('connect'), line: SipLine, server: z.string().max(500) }),
  z.object({ do: z.literal('disconnect') }),
  z.object({ do: z.literal('answer') }),
  z.object({ do: z.literal('decline') }),
  z.object({ do: z.literal('hangUp') }),
  z.object({ do: z.literal('setHold'), isHeld: z.boolean() }),
  z.object({ do: z.literal('setMute'), isMuted: z.boolean() }),
  z.object({ do: z.literal('pressKey'), key: z.string().regex(/^[0-9*#]$/) }),
  z.object({ do: z.literal('dial'), phone: z.string().max(40), callId: CallId.optional() }),
  z.object({ do: z.literal('setRing'), volume: z.number().min(0).max(1), isMuted: z.boolean() }),
])
export type PhoneCommand = z.infer<typeof PhoneCommand>

/** noMicrophone: the browser or the system gives none · the rest: what the other side or the exchange answered. */
export const PhoneProblem = z.enum([
  'noMicrophone',
  'busy',
  'noAnswer',
  'unreachable',
  'declined',
  'connectionLost',
  'failed',
])
export type PhoneProblem = z.infer<typeof PhoneProblem>

export const PhoneCall = z.object({
  /** Null when the other side gave none (a foreign exchange). */
  callId: CallId.nullable(),
  direction: z.enum(['in', 'out']),
  phase: z.enum(['ringing', 'dialling', 'connecting', 'talking', 'held', 'ended']),
  /** The user part of the other side's address: a number in E.164 where it is one. */
  remote: z.string(),
  remoteName: z.string(),
  isMuted: z.boolean(),
  /** The other side has put this one on hold. */
  isHeldByRemote: z.boolean(),
  startedAt: z.iso.datetime(),
  connectedAt: z.iso.datetime().nullable(),
  /** Keys the other side has pressed, newest last. */
  keysHeard: z.string(),
  /** Keys pressed here. */
  keysSent: z.string(),
  problem: PhoneProblem.nullable(),
})
export type PhoneCall = z.infer<typeof PhoneCall>

export const PhoneState = z.object({
  /** off: no line asked for · refused: wrong credentials, no further try. */
  line: z.enum(['off', 'connecting', 'registered', 'reconnecting', 'refused']),
  call: PhoneCall.nullable(),
  ringVolume: z.number(),
  isRingMuted: z.boolean(),
})
export type PhoneState = z.infer<typeof PhoneState>
