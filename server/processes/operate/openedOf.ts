import { type InstanceLine, OpenedInstance } from '#shared/contract/instance'
import type { OpenedInstance as Found } from '../../engine/index.ts'
import { plain } from './plain.ts'

const Opened = OpenedInstance.omit({ steps: true, olderSteps: true })

/** What the engine numbers `no` is told by what it is the number of. */
export const openedOf = (found: Found, line: InstanceLine) =>
  Opened.parse(
    plain({
      ...found,
      ...line,
      tokens: found.tokens.map(({ no, ...rest }) => ({ ...rest, tokenNo: no })),
      scopes: found.scopes.map(({ no, ...rest }) => ({ ...rest, scopeNo: no })),
      tasks: found.tasks.map(({ no, ...rest }) => ({ ...rest, taskNo: no })),
      timers: found.timers.map(({ no, ...rest }) => ({ ...rest, timerNo: no })),
      subscriptions: found.subscriptions.map(({ no, ...rest }) => ({ ...rest, subscriptionNo: no })),
      incidentList: found.incidentList.map(({ no, ...rest }) => ({ ...rest, incidentNo: no })),
    }),
  )
