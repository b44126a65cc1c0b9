import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Endpoint, type Endpoints, Refusal } from '#shared/contract/contract'
import type { Db } from '../db/database.ts'
import { mayCall } from './allow.ts'
import type { HttpContext } from './httpContext.ts'
import { runCommand } from './runCommand.ts'
import { type FindVisitor, whoCalls } from './whoCalls.ts'

type AnyHandler = (input: never, ctx: HttpContext) => Promise<unknown>
type Serving = {
  db: Db
  findVisitor: FindVisitor
  connection: (request: FastifyRequest, reply: FastifyReply) => Omit<HttpContext, 'tx' | 'actor' | 'now'>
}

const PUBLIC_RATE = { max: 120, timeWindow: '1 minute' }

/** Binds a contract to its handlers: rule, parse, run, parse, answer. Every route of the product is registered here. */
export function serve(
  app: FastifyInstance,
  contract: Endpoints,
  handlers: Record<string, AnyHandler>,
  serving: Serving,
): void {
  for (const [name, endpoint] of Object.entries(contract)) {
    const handler = handlers[name]
    if (!handler) throw new Error(`${name} is in the contract and nobody answers it`)
    app.route({
      method: endpoint.method,
      url: `/api${endpoint.path}`,
      config: endpoint.allow === 'anyone' ? { rateLimit: PUBLIC_RATE } : {},
      handler: (request, reply) => answer({ name, endpoint, handler, request, reply, serving }),
    })
  }
}

type Call = {
  name: string
  endpoint: Endpoint
  handler: AnyHandler
  request: FastifyRequest
  reply: FastifyReply
  serving: Serving
}

async function answer({ name, endpoint, handler, request, reply, serving }: Call) {
  const { db } = serving
  const actor = await whoCalls(db, request.headers.authorization, request.ip, serving.findVisitor)
  const may = mayCall(endpoint.allow, actor)
  if (may === 'signIn') return reply.code(401).send({ refusal: 'signInRequired', detail: {} })
  if (may === 'no') return reply.code(403).send({ refusal: 'notAllowed', detail: {} })
  const input = endpoint.input.strict().safeParse(given(request))
  if (!input.success) return reply.code(400).send(malformed(input.error.issues))
  const context = { ...serving.connection(request, reply), actor, now: new Date() }
  const run = (ctx: HttpContext) => handler(input.data as never, ctx)
  const answered = await execute(endpoint, name, input.data, context, db, run)
  return endpoint.output.parse(answered)
}

function execute(
  endpoint: Endpoint,
  name: string,
  input: object,
  context: Omit<HttpContext, 'tx'>,
  db: Db,
  run: (ctx: HttpContext) => Promise<unknown>,
) {
  if (endpoint.method === 'GET') return run({ ...context, tx: db })
  if ('stored' in endpoint) return settle(db, (tx) => run({ ...context, tx }))
  return runCommand(db, { name, input: input as { commandId: string } & object, context }, (ctx) =>
    run({ ...context, ...ctx }),
  )
}

/** A refusal that comes back as a value is committed and then told: a failed sign-in has to be counted. */
async function settle(db: Db, run: (tx: HttpContext['tx']) => Promise<unknown>) {
  const answered = await db.transaction().execute(run)
  if (answered instanceof Refusal) throw answered
  return answered
}

function given(request: FastifyRequest): Record<string, unknown> {
  const { query, body, params } = request
  return { ...asObject(query), ...asObject(body), ...asObject(params) }
}
const asObject = (value: unknown): object => (value && typeof value === 'object' ? value : {})

type Issue = { path: PropertyKey[]; message: string; code?: string; keys?: string[] }
/** Says which field is wrong and how; never echoes the value. */
export function malformed(issues: readonly Issue[]) {
  const told = issues.map(({ path, message, code, keys }) => ({
    path: [...path, ...(code === 'unrecognized_keys' ? (keys ?? []) : [])].join('.'),
    message,
  }))
  return { refusal: 'malformed', detail: { issues: told } }
}
