import { existsSync } from 'node:fs'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { api } from '#shared/contract/index'
import type { Db } from '../db/database.ts'
import { REFRESH_DAYS } from '../domain/session/index.ts'
import { answerFailures } from './failures.ts'
import { makeHandlers, type Ports } from './handlers.ts'
import { addMetrics } from './metrics.ts'
import { openApi } from './openApi.ts'
import { serve } from './serve.ts'
import type { FindVisitor } from './whoCalls.ts'

export type AppOptions = {
  db: Db
  ports: Ports
  findVisitor: FindVisitor
  /** Where the built pages are; none in tests of the API. */
  pages?: string | undefined
  version: string
  logLevel?: string
  /** A public endpoint answers so many calls a minute from one address. */
  isRateLimited?: boolean
}
const COOKIE = 'okno_refresh'
const COOKIE_PATH = '/api/session'
// a file of 25 MiB is 34 MiB as base64
const BODY_LIMIT = 36 * 1024 * 1024

/** The HTTP side of the server: the API, its description, the pages. */
export async function makeApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: {
      level: options.logLevel ?? 'warn',
      serializers: { req: ({ method, url }) => ({ method, path: url?.split('?')[0] }) },
    },
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    genReqId: () => crypto.randomUUID(),
  })
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: { directives: POLICY },
    hsts: false,
    crossOriginEmbedderPolicy: false,
  })
  if (options.isRateLimited ?? true) await app.register(rateLimit, { global: false })
  allowDesktop(app)
  answerFailures(app)
  await app.register(swagger, { mode: 'static', specification: { document: openApi(api, options.version) as never } })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true })
  serve(app, api, makeHandlers(options.ports), {
    db: options.db,
    findVisitor: options.findVisitor,
    connection: (request, reply) => ({
      client: { userAgent: request.headers['user-agent'] ?? '', address: request.ip },
      refreshCookie: request.cookies[COOKIE],
      keepCookie: (token) => keepCookie(request, reply, token),
    }),
  })
  addMetrics(app)
  addHealth(app, options.db)
  if (options.pages && existsSync(options.pages))
    await app.register(fastifyStatic, {
      root: options.pages,
      index: 'index.html',
      redirect: true,
      setHeaders: cacheFor,
    })
  return app
}

const POLICY = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:', 'https:'],
  'media-src': ["'self'", 'blob:'],
  'connect-src': ["'self'", 'ws:', 'wss:'],
  'frame-src': ["'self'", 'blob:'],
  'object-src': ["'none'"],
  'base-uri': ["'self'"],
  'frame-ancestors': ["'self'"],
  'upgrade-insecure-requests': null,
}

/** Hashed files never change; the pages that name them are asked for anew. */
function cacheFor(response: { header: (name: string, value: string) => unknown }, path: string) {
  response.header(
    'cache-control',
    path.includes(`${join('assets', '')}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
  )
}

/**
 * The Electron desktop is a page of its own machine (origin `null`) and calls with a bearer token, never with a cookie: so any
 * origin may read the answers, and no origin may send the browser's credentials along.
 */
function allowDesktop(app: FastifyInstance) {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return
    reply.header('access-control-allow-origin', '*')
    reply.header('cross-origin-resource-policy', 'cross-origin')
    if (request.method !== 'OPTIONS') return
    reply
      .header('access-control-allow-headers', 'authorization, content-type')
      .header('access-control-allow-methods', 'GET, POST')
    await reply.header('access-control-max-age', '600').code(204).send()
  })
}

function keepCookie(request: FastifyRequest, reply: FastifyReply, token: string | null) {
  const common = {
    path: COOKIE_PATH,
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
  } as const
  if (token === null) void reply.clearCookie(COOKIE, common)
  else void reply.setCookie(COOKIE, token, { ...common, maxAge: REFRESH_DAYS * 86_400 })
}

function addHealth(app: FastifyInstance, db: Db) {
  app.get('/health', async () => {
    await sql`select 1`.execute(db)
    return { ok: true }
  })
}
