import type { Flow, Gateway } from '../definition.ts'
import { elementOf } from '../definition.ts'
import { type Run, type Token, variablesSeen } from '../run.ts'
import { Stuck } from './fail.ts'
import { leaveBy } from './leave.ts'
import { watch } from './watch.ts'

type Gateways = Readonly<Record<Gateway['kind'], (run: Run, token: Token, gateway: Gateway) => void | Promise<void>>>
const GATEWAYS: Gateways = {
  exclusiveGateway: (run, token, gateway) => leaveBy(run, token, gateway, [oneWay(run, token, gateway)]),
  parallelGateway: joinAll,
  eventGateway: waitForOne,
  inclusiveGateway(run, token, gateway) {
    if (gateway.incoming.length > 1) wait(run, token)
    else leaveBy(run, token, gateway, someWays(run, token, gateway))
  },
}
export const enterGateway = (run: Run, token: Token, gateway: Gateway): void | Promise<void> =>
  GATEWAYS[gateway.kind](run, token, gateway)

const wait = (run: Run, token: Token): Token => run.tokens.put({ ...token, state: 'waiting', since: run.ctx.now })

/** The first way whose condition is true, in the order of the drawing; else the default one. */
function oneWay(run: Run, token: Token, { outgoing }: Gateway): Flow {
  if (outgoing.length === 1 && outgoing[0]) return outgoing[0]
  const holds = holdsFor(run, token)
  return outgoing.find(holds) ?? defaultWay(outgoing)
}

/** Every way whose condition is true; without any, the default one. */
export function someWays(run: Run, token: Token, { outgoing }: Gateway): Flow[] {
  if (outgoing.length === 1) return [...outgoing]
  const ways = outgoing.filter(holdsFor(run, token))
  return ways.length > 0 ? ways : [defaultWay(outgoing)]
}

function holdsFor(run: Run, token: Token): (flow: Flow) => boolean {
  const variables = variablesSeen(run, token.scopeNo)
  return ({ isDefault, condition }) => !isDefault && condition?.evaluate(variables) === true
}

function defaultWay(outgoing: readonly Flow[]): Flow {
  const way = outgoing.find(({ isDefault }) => isDefault)
  if (!way) throw new Stuck('noWayOut', 'no condition holds and there is no default way')
  return way
}

/** Goes on once a token has come by every way in: ways are counted, not tokens, for one way may bring two. */
function joinAll(run: Run, token: Token, gateway: Gateway): void {
  wait(run, token)
  const here = tokensAtGateway(run, token.scopeNo, gateway.id)
  const ways = gateway.incoming.map((via) => here.find((one) => one.via === via))
  const joined = ways.filter((one) => one !== undefined)
  if (joined.length < ways.length) return
  for (const other of joined) if (other.no !== token.no) run.tokens.drop(other.no)
  leaveBy(run, token, gateway, gateway.outgoing)
}

export const tokensAtGateway = (run: Run, scopeNo: number, gatewayId: string): Token[] =>
  run.tokens.all().filter((one) => one.scopeNo === scopeNo && one.elementId === gatewayId && one.state !== 'ready')

async function waitForOne(run: Run, token: Token, gateway: Gateway): Promise<void> {
  const waiting = wait(run, token)
  for (const { to } of gateway.outgoing) {
    const event = elementOf(run.definition, to)
    if ('trigger' in event) await watch(run, token.scopeNo, waiting, event)
  }
}
