// A server of the engine alone, to be killed: run by crash.test.ts with the address of a database.
import { createServer } from 'node:http'
import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import { type Context, inTransaction } from '../../db/context.ts'
import { openDatabase } from '../../db/database.ts'
import { type Binding, makeEngine, type Outside } from '../index.ts'
import { Order } from './order.ts'

const [url = ''] = process.argv.slice(2)
const db = openDatabase(url, 12)
const actor = { kind: 'system', name: 'client' } as const

/** A row without a key: what is done twice stands there twice. */
const stamp: Binding = async ({ businessKey, elementId }, ctx) => {
  await sql`insert into stamp (business_key, element_id) values (${businessKey}, ${elementId})`.execute(ctx.tx)
  return undefined
}
/** The other side of the world: what it has done stays done, whatever becomes of who asked. */
const ring: Outside = async ({ key, execution }) => {
  await sql`insert into rung (key, business_key) values (${key}, ${execution.businessKey})`.execute(db)
  return { rung: true }
}
const nothing = async () => undefined
const engine = makeEngine({
  crash: { services: { stamp }, outside: { ring }, taskEntered: nothing, taskLeft: nothing },
})

const onError = () => undefined
const group = engine.startGroup(db, { onError })
engine.startTimers(db, group, { onError })
engine.startOutside(db, { onError, leaseSeconds: 3 })
engine.startPosts(db, { onError })

/** Both ways into the engine: with others in a transaction of the group, or in one of its own. */
function carryOut(order: Order): Promise<unknown> {
  const own = <T>(run: (ctx: Context) => Promise<T>) => inTransaction(db, actor, run)
  const who = { actor, now: new Date() }
  if (order.kind === 'deploy') return own((ctx) => engine.deploy({ xml: order.xml }, ctx))
  if (order.kind === 'start')
    return group.startInstance({ process: 'crash', businessKey: order.key, variables: {} }, who)
  const task = { instanceId: order.instanceId, elementId: order.elementId, variables: {} }
  return order.isGrouped ? group.completeTask(task, who) : own((ctx) => engine.completeTask(task, ctx))
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  try {
    const order = Order.parse(JSON.parse(Buffer.concat(chunks).toString()))
    response.end(JSON.stringify({ answer: await carryOut(order) }))
  } catch (error) {
    const refusal = error instanceof Refusal ? error.code : null
    response.writeHead(refusal ? 409 : 503).end(JSON.stringify({ refusal }))
  }
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`)
})
