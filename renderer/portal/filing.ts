import { TopicCode } from '#shared/contract/topic'
import { newCommandId } from '../api/server'
import { visitorServer } from '../api/visitor'
import { readKept, writeKept } from '../ui/keep'
import type { applicationOf } from './connection/applyDraft'
import { applicantOf, type PortalDraft } from './draft'

export type Filed = { number: string; code: string; isApplication?: boolean }
type Application = ReturnType<typeof applicationOf>
type Attempt = { content: string; commandId: string }
const ATTEMPT = 'okno.portal.attempt'
const FILED = 'okno.portal.filed'

/**
 * Sends the appeal. The id of the attempt is kept before it goes: after a lost answer, a reload or a second press the server knows
 * it again and answers with the same number. Changed answers are another appeal.
 */
export async function fileAppeal(draft: PortalDraft, website: string): Promise<Filed> {
  const { topic, text, files, channel } = draft
  if (channel === '') throw new Error('the channel of the answer is not chosen')
  const input = {
    topic: TopicCode.parse(topic),
    text,
    attachmentIds: files.map((file) => file.id),
    applicant: applicantOf(draft),
    answerChannel: channel,
    website,
  }
  const content = JSON.stringify(input)
  const filed = await visitorServer(null).fileAppeal({ ...input, commandId: attemptOf(content) })
  sessionStorage.setItem(FILED, JSON.stringify(filed))
  writeKept(ATTEMPT, null)
  return filed
}

/** The same for an application to the grid. */
export async function fileConnection(application: Application, website: string): Promise<Filed> {
  const input = { ...application, website }
  const content = JSON.stringify(input)
  const answer = await visitorServer(null).fileConnection({ ...input, commandId: attemptOf(content) })
  const filed = { ...answer, isApplication: true }
  sessionStorage.setItem(FILED, JSON.stringify(filed))
  writeKept(ATTEMPT, null)
  return filed
}

function attemptOf(content: string): string {
  const kept: Attempt | null = JSON.parse(readKept(ATTEMPT) ?? 'null')
  if (kept?.content === content) return kept.commandId
  const commandId = newCommandId()
  writeKept(ATTEMPT, JSON.stringify({ content, commandId }))
  return commandId
}

/** The appeal this tab has just filed: forgotten with the tab, for a computer may be everybody's. */
export function lastFiled(): Filed | null {
  return JSON.parse(sessionStorage.getItem(FILED) ?? 'null')
}
