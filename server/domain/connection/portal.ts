import type { Connection } from '#shared/contract/connection'
import type { AttachmentId } from '#shared/contract/ids'
import type { Applicant, PortalChannel } from '#shared/contract/portal'
import type { Context } from '../../db/context.ts'
import { registerAppealFromPortal } from '../case/index.ts'
import { addMessage } from '../interaction/index.ts'
import { listNotices } from '../notice/index.ts'
import { awaitRecognition, receiveApplicant, watchedCase } from '../portal/index.ts'
import { addConnectionDocuments } from './addDocuments.ts'
import { reportConnectionReadiness, signConnectionContract, withdrawConnection } from './applicantSays.ts'
import { asApplication, type Filing } from './applyForConnection.ts'
import { selectConnection } from './sql.ts'

type Filed = Filing & { applicant: Applicant; answerChannel: PortalChannel; website: string }

/** A person applies by themselves. Refusals as of an appeal, documentUnknown. */
export async function fileConnection(input: Filed, ctx: Context): Promise<{ number: string; code: string }> {
  const { received, system } = await receiveApplicant(input, ctx)
  const application = await asApplication(input, system)
  const { number, code, interactionId } = await registerAppealFromPortal(
    { ...received, ...application, title: 'Заявка на присоединение' },
    system,
  )
  await awaitRecognition({ interactionId, applicant: input.applicant }, system)
  return { number, code }
}

export async function openPortalConnection(
  _input: object,
  ctx: Context,
): Promise<Connection & { told: { at: string; text: string }[] }> {
  const { caseId } = await watchedCase(ctx)
  const notices = await listNotices({ caseId }, ctx)
  const told = notices.filter(({ status }) => status !== 'closed').map(({ at, text }) => ({ at, text }))
  return { ...(await selectConnection(ctx, caseId)), told }
}

/** What a person does who knows number and code is done by the system for them: they are of no branch. */
async function watched(ctx: Context) {
  const { caseId, interactionId } = await watchedCase(ctx)
  return { caseId, interactionId, system: { ...ctx, actor: { kind: 'system' as const, name: 'portal' } } }
}

type Documents = { attachmentIds: AttachmentId[]; codes: string[] }

/** The files also stand on the timeline, where the person finds them again. */
export async function addDocumentsAsApplicant(
  { attachmentIds, codes }: Documents,
  ctx: Context,
): Promise<Record<string, never>> {
  const { caseId, interactionId, system } = await watched(ctx)
  const { number } = await addConnectionDocuments({ caseId, attachmentIds, codes }, system)
  const message = { interactionId, author: 'consumer' as const, authorName: 'Заявитель', attachmentIds }
  await addMessage({ ...message, text: `Документы по заявке ${number}` }, system)
  return {}
}

export async function signAsApplicant(_input: object, ctx: Context): Promise<Record<string, never>> {
  const { caseId, system } = await watched(ctx)
  await signConnectionContract({ caseId }, system)
  return {}
}

export async function reportReadinessAsApplicant(_input: object, ctx: Context): Promise<Record<string, never>> {
  const { caseId, system } = await watched(ctx)
  await reportConnectionReadiness({ caseId }, system)
  return {}
}

export async function withdrawAsApplicant(
  { reason }: { reason: string },
  ctx: Context,
): Promise<Record<string, never>> {
  const { caseId, system } = await watched(ctx)
  await withdrawConnection({ caseId, reason }, system)
  return {}
}
