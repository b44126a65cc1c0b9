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
import { type NoticeWords, noticeSubject, noticeText } from './rules.ts'

/** `contact`: where the appeal came from; `isInPerson`: the person is here or on the line and hears it now. */
export type Telling = {
  case: Case
  status: CaseStatus
  contact: { id: InteractionId; isMail: boolean } | null
  isInPerson: boolean
  /** By default what is said of every case in this status. */
  words?: NoticeWords | undefined
}
type Worded = Telling & { words: NoticeWords }
type Done = { way: Notice['way']; interactionId?: InteractionId; taskId?: TaskId }

/** Tells the consumer of a status by the channel they chose, and keeps what was told. Announces `noticeSent`. */
export async function tell(telling: Telling, ctx: Context): Promise<Notice> {
  const { case: matter, status } = telling
  const words = telling.words ?? {
    subject: noticeSubject({ number: matter.number, status }),
    text: noticeText({ ...matter, status }),
  }
  const done = await deliver({ ...telling, words }, ctx)
  const notice: Notice = {
    id: newId<string>(),
    caseId: matter.id,
    status,
    channel: matter.answerChannel,
    text: words.text,
    way: done.way,
    at: ctx.now.toISOString(),
  }
  await sql`
    insert into notice (id, case_id, status, channel, text, way, interaction_id, task_id, at)
    values (${notice.id}, ${matter.id}, ${status}, ${notice.channel}, ${words.text}, ${done.way}, ${done.interactionId ?? null}, ${done.taskId ?? null}, ${ctx.now})`.execute(
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

async function deliver(telling: Worded, ctx: Context): Promise<Done> {
  const { case: matter, status, isInPerson } = telling
  // the answer has just said so; only the portal's history shows it as a step of its own
  if (status === 'closed') return { way: 'told' }
  if (matter.answerChannel === 'mail') return mail(telling, ctx)
  // an answer by phone, by hand or by post was given in a step of the process before it counts as given
  const isTold =
    matter.answerChannel === 'portal' || isInPerson || status === 'answered' || !(await isToldByPerson(status, ctx))
  return isTold ? { way: 'told', interactionId: await stand(telling, ctx) } : byPerson(telling, ctx)
}

/** Written by the system: it is nobody's mail, and a portal's visitor may not write any. */
async function mail({ case: matter, status, contact, words }: Worded, ctx: Context): Promise<Done> {
  const letter = {
    to: matter.answerAddress ?? '',
    ...words,
    consumerId: matter.consumerId,
    caseId: matter.id,
    threadId: contact?.isMail ? contact.id : null,
    kind: status === 'answered' ? ('answer' as const) : ('notice' as const),
  }
  const { id } = await sendConsumerMail(letter, { ...ctx, actor: { kind: 'system', name: 'notice' } })
  return { way: 'told', interactionId: id }
}

/** Puts the notice on the timeline. */
async function stand({ case: matter, status, words }: Worded, ctx: Context): Promise<InteractionId> {
  const { id } = await startInteraction(
    {
      consumerId: matter.consumerId,
      branchId: matter.branchId,
      channel: 'notice',
      direction: 'out',
      state: 'ended',
      subject: words.subject,
      caseId: matter.id,
      detail: { status, answerChannel: matter.answerChannel },
    },
    ctx,
  )
  await addMessage({ interactionId: id, author: 'system', authorName: 'Окно', text: words.text }, ctx)
  return id
}

const isToldByPerson = async (status: CaseStatus, ctx: Context) =>
  (await readSetting(ctx, 'statusesToldByPerson', z.array(z.string()))).includes(status)

async function byPerson({ case: matter, words }: Worded, ctx: Context): Promise<Done> {
  const { subject: title, text } = words
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
