import { Refusal } from '#shared/contract/contract'
import type { Run, Token } from '../run.ts'

/** The token that an open incident is about. Refusals: instanceEnded, incidentClosed. */
export function failedAt(run: Run, incidentNo: number): Token {
  if (run.instance.state !== 'active') throw new Refusal('instanceEnded')
  const incident = run.incidents.get(incidentNo)
  const token = incident?.closedAt === null ? run.tokens.get(incident.tokenNo) : undefined
  if (token?.state !== 'failed') throw new Refusal('incidentClosed')
  return token
}
