import type { Handlers } from '#shared/contract/contract'
import type { Api } from '#shared/contract/index'
import { absenceHandlers } from '../domain/absence/index.ts'
import { attachmentHandlers } from '../domain/attachment/index.ts'
import { calendarHandlers } from '../domain/calendar/index.ts'
import { type CallPorts, callHandlers } from '../domain/call/index.ts'
import { caseHandlers } from '../domain/case/index.ts'
import { chatHandlers } from '../domain/chat/index.ts'
import { competenceHandlers } from '../domain/competence/index.ts'
import { connectionHandlers } from '../domain/connection/index.ts'
import { consumerHandlers } from '../domain/consumer/index.ts'
import { factHandlers } from '../domain/fact/index.ts'
import { instanceHandlers, migrationHandlers } from '../domain/instance/index.ts'
import { interactionHandlers } from '../domain/interaction/index.ts'
import { type MailPorts, mailHandlers } from '../domain/mail/index.ts'
import { officeHandlers } from '../domain/office/index.ts'
import { portalHandlers } from '../domain/portal/index.ts'
import { presenceHandlers } from '../domain/presence/index.ts'
import { processHandlers } from '../domain/process/index.ts'
import { readingHandlers } from '../domain/reading/index.ts'
import { referenceHandlers } from '../domain/reference/index.ts'
import { runHandlers } from '../domain/run/index.ts'
import { suggestionHandlers } from '../domain/suggestion/index.ts'
import { taskHandlers } from '../domain/task/index.ts'
import { termHandlers } from '../domain/term/index.ts'
import { topicHandlers } from '../domain/topic/index.ts'
import { visitHandlers } from '../domain/visit/index.ts'
import type { HttpContext } from './httpContext.ts'
import { type SessionHandlers, sessionHandlers } from './session.ts'

/** What the verbs need of the outside; start.ts fills it from the integrations. */
export type Ports = { call: CallPorts; mail: MailPorts }

/** Every endpoint's implementation; a contract without one does not compile. */
export const makeHandlers = (
  ports: Ports,
): Handlers<Omit<Api, keyof SessionHandlers>, HttpContext> & SessionHandlers => ({
  ...sessionHandlers,
  ...presenceHandlers,
  ...consumerHandlers,
  ...interactionHandlers,
  ...chatHandlers,
  ...callHandlers(ports.call),
  ...attachmentHandlers,
  ...referenceHandlers,
  ...factHandlers,
  ...officeHandlers,
  ...visitHandlers,
  ...topicHandlers,
  ...caseHandlers,
  ...portalHandlers,
  ...connectionHandlers,
  ...taskHandlers,
  ...mailHandlers(ports.mail),
  ...processHandlers,
  ...suggestionHandlers,
  ...readingHandlers,
  ...calendarHandlers,
  ...absenceHandlers,
  ...termHandlers,
  ...competenceHandlers,
  ...runHandlers,
  ...instanceHandlers,
  ...migrationHandlers,
})
