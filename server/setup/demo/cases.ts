import { sql } from 'kysely'
import type { AnswerChannel, AppealKind } from '#shared/contract/appeal'
import type { Role } from '#shared/contract/contract'
import type { BranchId, ConsumerId, OfficeId, SessionId, StaffId, TaskId } from '#shared/contract/ids'
import type { TaskForm } from '#shared/contract/task'
import { TopicCode } from '#shared/contract/topic'
import type { Context, StaffActor } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { registerCase } from '../../domain/case/index.ts'
import { addMessage, startInteraction } from '../../domain/interaction/index.ts'
import { completeTask } from '../../domain/task/index.ts'
import type { DemoStaff } from './company.ts'
import type { DemoConsumer } from './consumers.ts'

/** The call in which an appeal of the demo was told. */
const TALK_SECONDS = 184

type Sketch = {
  topic: string
  kind: AppealKind
  text: string
  answer: AnswerChannel
  daysAgo: number
  /** How far it has come: registered, classified (a draft is to be written), drafted (a head is to approve). */
  step: 'registered' | 'classified' | 'drafted'
}

const sketches: Sketch[] = [
  {
    topic: 'voltageQuality',
    kind: 'complaint',
    answer: 'mail',
    daysAgo: 1,
    step: 'classified',
    text: 'Третий вечер подряд напряжение падает до 190 В, мигает свет, холодильник отключается. Прошу сделать замер в моём присутствии.',
  },
  {
    topic: 'meterInstall',
    kind: 'application',
    answer: 'portal',
    daysAgo: 0,
    step: 'registered',
    text: 'Прошу заменить счётчик: срок поверки истёк в октябре. Удобно в будни после 17 часов.',
  },
  {
    topic: 'frequentOutages',
    kind: 'complaint',
    answer: 'mail',
    daysAgo: 4,
    step: 'drafted',
    text: 'За ноябрь свет отключали шесть раз без предупреждения. Прошу назвать причину и срок, когда это прекратится.',
  },
  {
    topic: 'connectionStatus',
    kind: 'appeal',
    answer: 'phone',
    daysAgo: 0,
    step: 'registered',
    text: 'Подавал заявку на присоединение садового дома в сентябре, ответа нет. На каком этапе рассмотрение?',
  },
  {
    topic: 'damagedAppliances',
    kind: 'complaint',
    answer: 'paper',
    daysAgo: 6,
    step: 'classified',
    text: 'После скачка напряжения 17 ноября сгорели телевизор и котёл. Прошу составить акт и возместить ущерб, чеки приложу.',
  },
  {
    topic: 'serviceQuality',
    kind: 'complaint',
    answer: 'portal',
    daysAgo: 2,
    step: 'drafted',
    text: 'В офисе ждала приёма больше часа, специалист не смог ответить ни на один вопрос и отправил звонить.',
  },
  {
    topic: 'meterReadings',
    kind: 'appeal',
    answer: 'mail',
    daysAgo: 1,
    step: 'registered',
    text: 'Кабинет не принимает показания, пишет «меньше предыдущих», хотя на счётчике больше. Фото счётчика пришлю.',
  },
  {
    topic: 'dangerousLine',
    kind: 'appeal',
    answer: 'phone',
    daysAgo: 0,
    step: 'classified',
    text: 'Дерево легло на провода у дома 14, искрит при ветре. Рядом детская площадка.',
  },
  {
    topic: 'restorationTime',
    kind: 'complaint',
    answer: 'mail',
    daysAgo: 3,
    step: 'classified',
    text: 'Обещали включить к 18:00, включили в половине второго ночи. Почему срок не соблюдён?',
  },
  {
    topic: 'otherMatter',
    kind: 'thanks',
    answer: 'mail',
    daysAgo: 2,
    step: 'drafted',
    text: 'Благодарю бригаду, которая за два часа в мороз восстановила свет на нашей улице.',
  },
  {
    topic: 'protectiveZone',
    kind: 'application',
    answer: 'paper',
    daysAgo: 5,
    step: 'classified',
    text: 'Прошу согласовать строительство гаража в охранной зоне линии 0,4 кВ, план участка приложен.',
  },
  {
    topic: 'transmissionVolumes',
    kind: 'appeal',
    answer: 'mail',
    daysAgo: 8,
    step: 'drafted',
    text: 'Просим сверить объёмы переданной энергии за октябрь: в акте и в показаниях разница 1 240 кВт·ч.',
  },
]
const DRAFT =
  'Благодарим за обращение. Мы проверили сведения, провели осмотр на месте и назначили работы. О выполнении сообщим дополнительно выбранным Вами способом.'

/** Appeals on their way, so that every list has something to do in it. */
export async function addCases(
  ctx: Context,
  staff: readonly DemoStaff[],
  consumers: readonly DemoConsumer[],
): Promise<number> {
  for (const [n, sketch] of sketches.entries()) {
    const consumer = consumers[n * 11]
    if (consumer) await addCase({ ...ctx, now: daysAgo(ctx.now, sketch.daysAgo, n) }, staff, consumer, sketch)
  }
  return sketches.length
}

const daysAgo = (now: Date, days: number, n: number) =>
  new Date(now.getTime() - days * 86_400_000 - (n + 1) * 7 * 60_000)

async function addCase(ctx: Context, staff: readonly DemoStaff[], consumer: DemoConsumer, sketch: Sketch) {
  const agent = actorOf(staff, 'agent', null)
  const topic = TopicCode.parse(sketch.topic)
  const asAgent = { ...ctx, actor: agent }
  const contact = await startInteraction(
    {
      consumerId: consumer.id as ConsumerId,
      channel: 'phone',
      direction: 'in',
      state: 'ended',
      subject: '',
      preview: sketch.text,
      address: consumer.phone,
      staffId: agent.id,
      startedAt: new Date(ctx.now.getTime() - TALK_SECONDS * 1000),
      endedAt: ctx.now,
      detail: { outcome: 'answered', seconds: TALK_SECONDS },
    },
    asAgent,
  )
  await addMessage(
    { interactionId: contact.id, author: 'staff', authorName: agent.name, text: sketch.text, at: ctx.now },
    asAgent,
  )
  const registered = await registerCase(
    {
      consumerId: consumer.id as ConsumerId,
      interactionId: contact.id,
      topic,
      kind: sketch.kind,
      text: sketch.text,
      answerChannel: sketch.answer,
      attachmentIds: [],
      ...addressFor(sketch.answer, consumer),
    },
    asAgent,
  )
  if (sketch.step === 'registered') return
  await complete(asAgent, registered.id, {
    form: 'classify',
    topic,
    kind: sketch.kind,
    unit: null,
  })
  if (sketch.step === 'classified') return
  const specialist = actorOf(staff, 'specialist', consumer.branchId)
  await complete({ ...ctx, actor: specialist }, registered.id, { form: 'draft', answer: DRAFT })
}

function addressFor(answer: AnswerChannel, consumer: DemoConsumer): { answerAddress?: string } {
  if (answer === 'mail') return { answerAddress: consumer.email ?? 'consumer@example.com' }
  return answer === 'phone'
    ? { answerAddress: consumer.phone }
    : answer === 'paper'
      ? { answerAddress: '420111, Казань, ул. Баумана, 12-44' }
      : {}
}

async function complete(ctx: Context, caseId: string, values: TaskForm) {
  const { rows } = await sql<{ id: TaskId }>`select id from task where case_id = ${caseId} and state = 'open'`.execute(
    ctx.tx,
  )
  if (!rows[0]) throw new Error('no open task')
  await completeTask({ taskId: rows[0].id, values }, ctx)
}

function actorOf(staff: readonly DemoStaff[], role: Role, branchId: string | null): StaffActor {
  const person = staff.find((one) => one.roles.includes(role) && one.branchId === branchId)
  if (!person) throw new Error(`no ${role}`)
  return {
    kind: 'staff',
    id: person.id as StaffId,
    name: person.name,
    roles: person.roles,
    branchId: person.branchId as BranchId | null,
    officeId: person.officeId as OfficeId | null,
    sessionId: newId<SessionId>(),
  }
}
