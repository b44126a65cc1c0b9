import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Account, TelephonyEvent, TelephonyProvider } from '../provider.ts'
import { type ConnectionHost, SipConnection } from './connection.ts'
import { ExchangeCall } from './exchangeCall.ts'
import { Registrar } from './registrar.ts'
import type { IncomingInviteRequest } from './sip.ts'

export type ExchangeOptions = {
  /** The realm of the passwords and the host part of every address. */
  domain: string
  findAccount(sipUser: string): Promise<Account | undefined>
  newCallId(): string
  onProblem(message: string, error?: unknown): void
}

const MAX_MESSAGE_BYTES = 64 * 1024
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * The exchange that comes with the server: a SIP-over-WebSocket registrar and back-to-back user agent (RFC 7118). Sound flows from
 * phone to phone and never through here, so there is no hold music, prompt or recording.
 */
export function startEmbeddedExchange(options: ExchangeOptions): TelephonyProvider {
  const listeners = new Set<(event: TelephonyEvent) => void>()
  const calls = new Map<string, ExchangeCall>()
  const connections = new Set<SipConnection>()
  const servers = new Set<Server>()
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: (offered) => offered.has('sip') && 'sip',
  })

  const tell = (event: TelephonyEvent) => {
    for (const listener of listeners) {
      try {
        listener(event)
      } catch (error) {
        options.onProblem('telephony: a listener failed', error)
      }
    }
  }
  const registrar = new Registrar<SipConnection>((sipUser, isRegistered) =>
    tell({ type: isRegistered ? 'registered' : 'unregistered', sipUser }),
  )

  function onInvite(connection: SipConnection, invite: IncomingInviteRequest, dialled: string) {
    const at = new Date()
    const sipUser = connection.sipUser
    if (!sipUser) return void invite.reject({ statusCode: 403 })
    if (!invite.message.body) return void invite.reject({ statusCode: 488 })
    const asked = connection.kind === 'staff' ? invite.message.getHeader('x-call-id') : undefined
    const callId = asked && UUID.test(asked) ? asked.toLowerCase() : options.newCallId()
    if (calls.has(callId)) return void invite.reject({ statusCode: 482 })
    const call = new ExchangeCall(
      { id: callId, invite, connection, registrar, domain: options.domain },
      (by, cause) => {
        calls.delete(callId)
        tell({ type: 'ended', callId, by, cause })
      },
    )
    calls.set(callId, call)
    if (connection.kind === 'staff') tell({ type: 'dialled', callId, sipUser, number: dialled, at })
    else tell({ type: 'incoming', callId, from: sipUser, dialled, at })
  }

  const host: ConnectionHost = { ...options, registrar, onInvite }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
    if (pathOf(request.url) !== '/sip') return
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new SipConnection(webSocket, host)
      connections.add(connection)
      connection.onceClosed(() => connections.delete(connection))
    })
  }

  return {
    capabilities: { hasHoldMusic: false, hasRecording: false, hasPrompts: false, hasSubscriberLines: true },
    onEvent: (listener) => void listeners.add(listener),
    attach(server) {
      servers.add(server)
      server.on('upgrade', upgrade)
    },
    ring: async (callId, target) => calls.get(callId)?.ring(target) ?? 'callerLeft',
    stopRinging: (callId) => calls.get(callId)?.stopRinging(),
    transfer: async (callId, fromSipUser, target) => calls.get(callId)?.transfer(fromSipUser, target) ?? 'callEnded',
    stopTransfer: (callId) => calls.get(callId)?.stopTransfer(),
    hangUp: (callId) => calls.get(callId)?.hangUp(),
    refuse: (callId, status) => calls.get(callId)?.refuse(status),
    async close() {
      for (const server of servers) server.off('upgrade', upgrade)
      for (const call of [...calls.values()]) call.hangUp()
      for (const connection of [...connections]) connection.close()
      await new Promise<void>((resolve) => sockets.close(() => resolve()))
    },
  }
}

const pathOf = (url: string | undefined) => (url ?? '').split('?')[0]
