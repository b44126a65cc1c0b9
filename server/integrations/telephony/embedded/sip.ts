// The one place where the exchange touches sip.js (pinned: the project has had no release since 0.21.2).
import { Core, URI } from 'sip.js'

export { URI }
export const { IncomingRequestMessage, LoggerFactory, Parser, UserAgentCore, constructOutgoingResponse } = Core
export type IncomingRequestMessage = Core.IncomingRequestMessage
export type UserAgentCore = Core.UserAgentCore
export type UserAgentCoreConfiguration = Core.UserAgentCoreConfiguration
export type Session = Core.Session
export type SessionDelegate = Core.SessionDelegate
export type IncomingInviteRequest = Core.IncomingInviteRequest
export type AckableIncomingResponse = Core.AckableIncomingResponseWithSession
export type OutgoingInviteRequest = Core.OutgoingInviteRequest
export type Body = Core.Body

export const sdpBody = (content: string): Body => ({
  contentDisposition: 'session',
  contentType: 'application/sdp',
  content,
})

/** sip.js logs whole messages, with people's numbers in them: nothing of it is printed. */
export function silentLoggers(): Core.LoggerFactory {
  const loggers = new LoggerFactory()
  loggers.builtinEnabled = false
  return loggers
}
