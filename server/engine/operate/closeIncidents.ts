import type { Run, Token } from '../run.ts'

/** What a token failed of is dealt with in another way than by trying again. */
export function closeIncidents(run: Run, { no }: Pick<Token, 'no'>): void {
  for (const incident of run.incidents.all())
    if (incident.tokenNo === no && incident.closedAt === null) run.incidents.put({ ...incident, closedAt: run.ctx.now })
}
