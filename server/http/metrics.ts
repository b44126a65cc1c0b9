import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** `GET /metrics` for Prometheus: the process, and how long each route takes. Told to this machine only: a proxy exports it on purpose. */
export function addMetrics(app: FastifyInstance): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const took = new Histogram({
    name: 'okno_http_request_seconds',
    help: 'Time from the request to its last byte',
    // the route as it is written, never the address that was asked for: that bears ids
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    took.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.get('/metrics', async (request, reply) => {
    if (!LOOPBACK.has(request.ip)) return reply.code(403).send({ refusal: 'notAllowed', detail: {} })
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
