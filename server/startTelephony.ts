import type { Server } from 'node:http'
import type { CallId } from '#shared/contract/ids'
import type { Db } from './db/database.ts'
import { newId } from './db/newId.ts'
import { type CallbackAsk, type CallPorts, findSipAccount, startSwitchboard } from './domain/call/index.ts'
import { createTask } from './domain/task/index.ts'
import { startEmbeddedExchange } from './integrations/telephony/embedded/exchange.ts'

/** The realm of SIP passwords; no name that is looked up anywhere. */
const SIP_DOMAIN = 'okno.local'

type Options = { db: Db; http: Server; onError(error: unknown): void }

export const callPorts = (isDemo: boolean): CallPorts => ({ sipDomain: SIP_DOMAIN, hasCallerLines: isDemo })

/** The telephone exchange that comes with the server, joined with the verbs of a call. */
export async function startTelephony({ db, http, onError }: Options) {
  const onProblem = (message: string, error?: unknown) => onError(new Error(`${message}${placeOf(error)}`))
  const exchange = startEmbeddedExchange({
    domain: SIP_DOMAIN,
    findAccount: (sipUser) => findSipAccount(sipUser, db),
    newCallId: () => newId<CallId>(),
    onProblem,
  })
  const switchboard = await startSwitchboard({ db, exchange, createCallback, onProblem })
  exchange.attach(http)
  return {
    async stop() {
      await exchange.close()
      await switchboard.stop()
    },
  }
}

async function createCallback(ask: CallbackAsk, ctx: Parameters<typeof createTask>[1]) {
  const { callId, phone, consumerId, dueAt } = ask
  const title = `Перезвонить: ${phone}`
  const task = await createTask(
    { kind: 'callback', title, role: 'agent', consumerId, interactionId: callId, address: phone, dueAt },
    ctx,
  )
  return task.id
}

/** Where it happened and no more: the text of a database error, or of a SIP one, may quote a person's number. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return ` (${error.name} ${
    error.stack
      ?.split('\n')
      .find((line) => line.includes('at '))
      ?.trim() ?? ''
  })`
}
