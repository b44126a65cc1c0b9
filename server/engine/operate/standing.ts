import type { Run } from '../run.ts'

/** What an instance came to when somebody interfered with it. */
export type Standing = {
  process: string
  businessKey: string
  state: Run['instance']['state']
  /** Open ones. */
  incidents: number
}

export const standingOf = ({ definition, instance, incidents }: Run): Standing => ({
  process: definition.key,
  businessKey: instance.businessKey,
  state: instance.state,
  incidents: incidents.all().filter(({ closedAt }) => closedAt === null).length,
})
