import { once } from 'node:events'
import { createServer } from 'node:http'
import { newId } from '../../../db/newId.ts'
import { startEmbeddedExchange } from '../embedded/exchange.ts'
import type { Account, RingTarget, TelephonyEvent } from '../provider.ts'
import { SipPhone } from './sipPhone.ts'

type FindAccount = (sipUser: string) => Promise<Account | undefined>
const DOMAIN = 'okno.test'

/** A running exchange on a free port, with phones that register at it. */
export async function makeExchange(accounts: Record<string, Account> | FindAccount) {
  const findAccount: FindAccount = typeof accounts === 'function' ? accounts : async (sipUser) => accounts[sipUser]
  const problems: unknown[] = []
  const events: TelephonyEvent[] = []
  const exchange = startEmbeddedExchange({
    domain: DOMAIN,
    findAccount,
    newCallId: () => newId(),
    onProblem: (message, error) => problems.push(error ?? message),
  })
  exchange.onEvent((event) => events.push(event))
  const server = createServer()
  exchange.attach(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  const url = `ws://127.0.0.1:${address.port}/sip`
  const phones: SipPhone[] = []

  const makePhone = (sipUser: string, password: string) => {
    const phone = new SipPhone({ url, domain: DOMAIN, sipUser, password })
    phones.push(phone)
    return phone
  }
  return {
    exchange,
    events,
    problems,
    url,
    makePhone,
    async registered(sipUser: string) {
      const phone = makePhone(sipUser, (await findAccount(sipUser))?.password ?? '')
      await phone.register()
      return phone
    },
    target: (sipUser: string): RingTarget => ({ sipUser, showsNumber: '+79170000000', showsName: '' }),
    async close() {
      for (const phone of phones) await phone.close()
      await exchange.close()
      server.close()
    },
  }
}

/** Waits until a condition holds; fails loudly when it does not within five seconds. */
export async function until<T>(probe: () => T | undefined | false | null, what: string): Promise<T> {
  const deadline = Date.now() + 5_000
  for (;;) {
    const found = probe()
    if (found) return found
    if (Date.now() > deadline) throw new Error(`never came about: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
