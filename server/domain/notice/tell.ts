import { sql } from 'kysely'
import { z } from 'zod'
import type { CaseStatus } from '#shared/contract/appeal'
import type { Case } from '#shared/contract/case'
import type { InteractionId, TaskId } from '#shared/contract/ids'
import type { Notice } from '#shared/contract/notice'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { readSetting } from '../../db/setting.ts'
import { addMessage, startInteraction } from '../interaction/index.ts'
import { sendConsumerMail } from '../mail/index.ts'
import { createTask, retellTask } from '../task/index.ts'
import { extensionText, type NoticeWords, noticeSubject, noticeText } from './rules.ts'

/** `contact`: where the appeal came from; `isInPerson`: the person is here or on the line and hears it now. */
export type Telling = {
  case: Case
  status: CaseStatus
  contact: { id: InteractionId; isMail: boolean } | null
  isInPerson: boolean
  /** By default what is said of every case in this status. */
  words?: NoticeWords | undefined
}
type Written = { kind: Notice['kind']; subject: string; text: string }
type Done = { way: Notice['way']; interactionId?: InteractionId; taskId?: TaskId }

/** Tells the consumer of a status by the channel they chose, and keeps what was told. Announces `noticeSent`. */
export function tell(telling: Telling, ctx: Context): Promise<Notice> {
  const { case: matter, status } = telling
  const words = telling.words ?? {
    subject: noticeSubject({ number: matter.number, status }),
    text: noticeText({ ...matter, status }),
  }
  return write(telling, { kind: 'status', ...words }, ctx)
}

/** Tells the consumer that the answer takes longer, until when and why. */
export function tellExtension(
  { case: matter, contact }: Pick<Telling, 'case' | 'contact'>,
  ctx: Context,
): Promise<Notice> {
  const subject = `Обращение ${matter.number}: срок рассмотрения продлён`
  const text = extensionText(matter.number, matter.dueOn, matter.extensionReason ?? '')
  const telling = { case: matter, status: matter.status, contact, isInPerson: false }
  return write(telling, { kind: 'extension', subject, text }, ctx)
}

async function write(telling: Telling, written: Written, ctx: Context): Promise<Notice> {
  const { case: matter, status } = telling
  const { kind, text } = written
  const done = await deliver(telling, written, ctx)
  const notice: Notice = {
    id: newId<string>(),
    caseId: matter.id,
    status,
    kind,
    channel: matter.answerChannel,
    text,
    way: done.way,
    at: ctx.now.toISOString(),
  }
  await sql`
    insert into notice (id, case_id, status, kind, channel, text, way, interaction_id, task_id, at)
    values (${notice.id}, ${matter.id}, ${status}, ${kind}, ${notice.channel}, ${text}, ${done.way}, ${done.interactionId ?? null}, ${done.taskId ?? null}, ${ctx.now})`.execute(
    ctx.tx,
  )
  await announce(ctx, 'noticeSent', {
    notice,
    caseNumber: matter.number,
    consumerId: matter.consumerId,
    branchId: matter.branchId,
  })
  return notice
}

async function deliver(telling: Telling, written: Written, ctx: Context): Promise<Done> {
  const { case: matter, status, isInPerson } = telling
  // the answer has just said so; only the portal's history shows it as a step of its own
  if (status === 'closed') return { way: 'told' }
  if (matter.answerChannel === 'mail') return mail(telling, written, ctx)
  // an answer by phone, by hand or by post was given in a step of the process before it counts as given
  const isTold =
    matter.answerChannel === 'portal' ||
    isInPerson ||
    status === 'answered' ||
    !(await isToldByPerson(written, status, ctx))
  return isTold ? { way: 'told', interactionId: await stand(telling, written, ctx) } : byPerson(telling, written, ctx)
}

/** Written by the system: it is nobody's mail, and a portal's visitor may not write any. */
async function mail(
  { case: matter, status, contact }: Telling,
  { subject, text }: Written,
  ctx: Context,
): Promise<Done> {
  const letter = {
    to: matter.answerAddress ?? '',
    subject,
    text,
    consumerId: matter.consumerId,
    caseId: matter.id,
    threadId: contact?.isMail ? contact.id : null,
    kind: status === 'answered' ? ('answer' as const) : ('notice' as const),
  }
  const { id } = await sendConsumerMail(letter, { ...ctx, actor: { kind: 'system', name: 'notice' } })
  return { way: 'told', interactionId: id }
}

/** Puts the notice on the timeline. */
async function stand(
  { case: matter, status }: Telling,
  { subject, text }: Written,
  ctx: Context,
): Promise<InteractionId> {
  const { id } = await startInteraction(
    {
      consumerId: matter.consumerId,
      branchId: matter.branchId,
      channel: 'notice',
      direction: 'out',
      state: 'ended',
      subject,
      caseId: matter.id,
      detail: { status, answerChannel: matter.answerChannel },
    },
    ctx,
  )
  await addMessage({ interactionId: id, author: 'system', authorName: 'Окно', text }, ctx)
  return id
}

const isToldByPerson = async ({ kind }: Written, status: CaseStatus, ctx: Context) =>
  kind === 'extension' || (await readSetting(ctx, 'statusesToldByPerson', z.array(z.string()))).includes(status)

async function byPerson({ case: matter }: Telling, { subject: title, text }: Written, ctx: Context): Promise<Done> {
  const known = await retellTask({ caseId: matter.id, title, note: text }, ctx)
  if (known) return { way: 'byPerson', taskId: known }
  const { id } = await createTask(
    {
      kind: 'contact',
      title,
      note: text,
      role: matter.answerChannel === 'phone' ? ['agent', 'clerk'] : ['clerk'],
      branchId: matter.branchId,
      consumerId: matter.consumerId,
      caseId: matter.id,
      address: matter.answerAddress,
    },
    ctx,
  )
  return { way: 'byPerson', taskId: id }
}
