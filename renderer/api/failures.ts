import axios from 'axios'
import { Denied, Missing, Refusal } from '#shared/contract/contract'

/** The server cannot be reached: nothing is known of whether the command arrived, so it is repeated with the same id. */
export class Unreachable extends Error {}

/** The input was malformed (HTTP 400); `fields` are the paths the server named. */
export class Malformed extends Error {
  readonly fields: readonly string[]
  constructor(fields: readonly string[]) {
    super('malformed')
    this.fields = fields
  }
}

/** The server failed (HTTP 5xx); `correlationId` finds it in the log. */
export class ServerFault extends Error {
  readonly correlationId: string
  constructor(correlationId: string) {
    super('fault')
    this.correlationId = correlationId
  }
}

type Body = { refusal?: unknown; detail?: unknown }
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const bodyOf = (data: unknown): Body => (isRecord(data) ? data : {})

/** Turns what axios throws into one of the failures a screen knows how to speak of. */
export function failureOf(error: unknown): unknown {
  if (!axios.isAxiosError(error)) return error
  const { response } = error
  if (!response) return new Unreachable()
  const body = bodyOf(response.data)
  const code = typeof body.refusal === 'string' ? body.refusal : undefined
  const detail = isRecord(body.detail) ? body.detail : {}
  if (response.status === 400) return new Malformed(fieldsOf(detail))
  if (response.status === 401) return new Refusal(code ?? 'unauthenticated', detail)
  if (response.status === 403) return new Denied(code ?? 'denied', detail)
  if (response.status === 404) return new Missing(code ?? 'missing', detail)
  if (response.status === 413) return new Refusal('tooLarge', detail)
  if (response.status === 429) return new Refusal('tooManyRequests', detail)
  if (response.status >= 502 && response.status <= 504) return new Unreachable()
  if (response.status >= 500) return new ServerFault(String(detail.correlationId ?? ''))
  return code ? new Refusal(code, detail) : error
}

function fieldsOf(detail: Record<string, unknown>): string[] {
  const issues = Array.isArray(detail.issues) ? detail.issues : []
  return issues
    .map((issue) => (isRecord(issue) && Array.isArray(issue.path) ? issue.path.join('.') : ''))
    .filter(Boolean)
}
