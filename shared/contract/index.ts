import { attachmentEndpoints } from './attachment.ts'
import { callEndpoints, callFacts } from './call.ts'
import { caseEndpoints, caseFacts } from './case.ts'
import { chatEndpoints, chatFacts } from './chat.ts'
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
import { referenceEndpoints } from './reference.ts'
import { sessionEndpoints, sessionFacts } from './session.ts'
import { suggestionEndpoints, suggestionFacts } from './suggestion.ts'
import { taskEndpoints, taskFacts } from './task.ts'
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
  ...taskEndpoints,
  ...mailEndpoints,
  ...processEndpoints,
  ...suggestionEndpoints,
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
  ...processFacts,
  ...processDesignFacts,
  ...suggestionFacts,
  ...instanceFacts,
  ...migrationFacts,
}
export type AllFacts = typeof facts
export type FactName = keyof AllFacts
export type Live = Listeners<AllFacts>
