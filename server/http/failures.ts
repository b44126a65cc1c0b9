import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Denied, Missing, Refusal } from '#shared/contract/contract'
import { malformed } from './serve.ts'

// PostgreSQL is restarting, or cannot be reached at all
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '08003',
])
const LOST =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/

export function isDatabaseGone(error: unknown): boolean {
  const seen = error instanceof Error ? error : new Error(String(error))
  const code = 'code' in seen && typeof seen.code === 'string' ? seen.code : ''
  return (
    UNREACHABLE.has(code) ||
    LOST.test(seen.message) ||
    (seen instanceof AggregateError && seen.errors.some(isDatabaseGone))
  )
}

/** The one place where an error becomes an answer. What nobody foresaw is logged under an id that the person is told. */
export function answerFailures(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => {
    void reply.code(404).send({ refusal: 'noSuchPage', detail: { path: request.url.split('?')[0] } })
  })
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof Refusal) return tell(reply, statusOf(error), error.code, error.detail)
    if (error.validation || error.statusCode === 400)
      return reply.code(400).send(malformed([{ path: [], message: error.message }]))
    if (error.statusCode === 413) return tell(reply, 413, 'tooLarge', {})
    if (error.statusCode === 415)
      return tell(reply, 415, 'malformed', { issues: [{ path: '', message: 'application/json expected' }] })
    if (error.statusCode === 429) return tell(reply, 429, 'tooManyRequests', {})
    if (isDatabaseGone(error)) return tell(reply, 503, 'databaseUnavailable', {})
    return unforeseen(error, request, reply)
  })
}

function statusOf(refusal: Refusal) {
  if (refusal instanceof Denied) return 403
  return refusal instanceof Missing ? 404 : 409
}
const tell = (reply: FastifyReply, status: number, refusal: string, detail: Record<string, unknown>) =>
  reply.code(status).send({ refusal, detail })

function unforeseen(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  // the error's own text may quote a row, so of a database error only the code and the place are logged
  const said =
    'severity' in error
      ? { code: error.code, stack: error.stack?.split('\n').slice(1, 6).join('\n') }
      : { message: error.message, stack: error.stack }
  request.log.error({ failure: said }, 'unforeseen')
  return tell(reply, 500, 'unforeseen', { correlationId: request.id })
}
