import { absenceEndpoints, absenceFacts } from './absence.ts'
import { attachmentEndpoints } from './attachment.ts'
import { calendarEndpoints, calendarFacts } from './calendar.ts'
import { callEndpoints, callFacts } from './call.ts'
import { caseEndpoints, caseFacts } from './case.ts'
import { chatEndpoints, chatFacts } from './chat.ts'
import { competenceEndpoints, competenceFacts } from './competence.ts'
import { connectionEndpoints, connectionFacts } from './connection.ts'
import { consumerEndpoints, consumerFacts } from './consumer.ts'
import type { Listeners } from './contract.ts'
import { factEndpoints } from './fact.ts'
import { instanceEndpoints, instanceFacts } from './instance.ts'
import { interactionEndpoints, interactionFacts } from './interaction.ts'
import { mailEndpoints } from './mail.ts'
import { migrationEndpoints, migrationFacts } from './migration.ts'
import { noticeFacts } from './notice.ts'
import { officeEndpoints, officeFacts } from './office.ts'
import { portalEndpoints, portalFacts } from './portal.ts'
import { presenceEndpoints, presenceFacts } from './presence.ts'
import { processDesignFacts, processEndpoints } from './process.ts'
import { processFacts } from './processRun.ts'
import { readingEndpoints, readingFacts } from './reading.ts'
import { referenceEndpoints } from './reference.ts'
import { runEndpoints, runFacts } from './run.ts'
import { sessionEndpoints, sessionFacts } from './session.ts'
import { suggestionEndpoints, suggestionFacts } from './suggestion.ts'
import { taskEndpoints, taskFacts } from './task.ts'
import { termEndpoints, termFacts } from './term.ts'
import { topicEndpoints } from './topic.ts'
import { visitEndpoints, visitFacts } from './visit.ts'

/** Every HTTP call there is. */
export const api = {
  ...sessionEndpoints,
  ...presenceEndpoints,
  ...consumerEndpoints,
  ...interactionEndpoints,
  ...callEndpoints,
  ...chatEndpoints,
  ...attachmentEndpoints,
  ...referenceEndpoints,
  ...factEndpoints,
  ...officeEndpoints,
  ...visitEndpoints,
  ...topicEndpoints,
  ...caseEndpoints,
  ...portalEndpoints,
  ...connectionEndpoints,
  ...taskEndpoints,
  ...mailEndpoints,
  ...processEndpoints,
  ...suggestionEndpoints,
  ...readingEndpoints,
  ...calendarEndpoints,
  ...absenceEndpoints,
  ...termEndpoints,
  ...competenceEndpoints,
  ...runEndpoints,
  ...instanceEndpoints,
  ...migrationEndpoints,
}
export type Api = typeof api

/** Every fact there is. */
export const facts = {
  ...sessionFacts,
  ...presenceFacts,
  ...consumerFacts,
  ...interactionFacts,
  ...officeFacts,
  ...chatFacts,
  ...callFacts,
  ...visitFacts,
  ...caseFacts,
  ...taskFacts,
  ...noticeFacts,
  ...portalFacts,
  ...connectionFacts,
  ...processFacts,
  ...processDesignFacts,
  ...suggestionFacts,
  ...readingFacts,
  ...calendarFacts,
  ...absenceFacts,
  ...termFacts,
  ...competenceFacts,
  ...runFacts,
  ...instanceFacts,
  ...migrationFacts,
}
export type AllFacts = typeof facts
export type FactName = keyof AllFacts
export type Live = Listeners<AllFacts>
