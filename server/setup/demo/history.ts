import type { Context } from '../../db/context.ts'
import { insertMany } from './bulk.ts'
import type { Branch, DemoStaff, Office } from './company.ts'
import { type DemoConsumer, feederOf } from './consumers.ts'
import type { Random } from './random.ts'

type Company = { branches: Branch[]; offices: Office[]; staff: DemoStaff[] }
type Sketch = { channel: string; subject: string; text: string; answer?: string }

const sketches: Sketch[] = [
  { channel: 'phone', subject: '', text: 'Спрашивала о плановом отключении, назван срок', answer: 'advised' },
  { channel: 'phone', subject: '', text: 'Показания переданы по телефону, приняты', answer: 'done' },
  {
    channel: 'mail',
    subject: 'Скачет напряжение вечером',
    text: 'Добрый день! Третий вечер подряд напряжение падает до 190 В. Прошу прислать бригаду для замера.',
  },
  {
    channel: 'mail',
    subject: 'Замена счётчика',
    text: 'Здравствуйте. Срок поверки счётчика истёк, подскажите порядок замены и стоимость.',
  },
  {
    channel: 'mail',
    subject: 'Заявка на присоединение',
    text: 'Прошу сообщить, на каком этапе рассмотрение моей заявки на технологическое присоединение садового дома.',
  },
  { channel: 'chat', subject: 'Отключение', text: 'Когда дадут свет?' },
  { channel: 'chat', subject: 'Показания', text: 'Не принимает показания, пишет «меньше предыдущих»' },
  { channel: 'visit', subject: '', text: 'Подано обращение о качестве электроэнергии, документы приняты' },
  { channel: 'visit', subject: '', text: 'Консультация о порядке технологического присоединения' },
  {
    channel: 'portal',
    subject: 'Качество электроэнергии',
    text: 'Лампы мигают каждый вечер с 18 до 22 часов, соседи тоже жалуются.',
  },
  { channel: 'note', subject: '', text: 'Просит звонить после 18 часов' },
]

/** Contacts of the last half year, two or three a consumer; messages where the channel has them. */
export async function addHistory(
  ctx: Context,
  random: Random,
  company: Company,
  consumers: readonly DemoConsumer[],
): Promise<number> {
  const interactions: Record<string, unknown>[] = []
  const messages: Record<string, unknown>[] = []
  for (const consumer of consumers) {
    const count = consumer === consumers[0] ? 9 : random.below(5)
    for (let n = 0; n < count; n++) addContact(ctx, random, company, consumer, { interactions, messages })
  }
  await insertMany(ctx, 'interaction', interactions)
  await insertMany(ctx, 'message', messages)
  return interactions.length
}

type Lists = { interactions: Record<string, unknown>[]; messages: Record<string, unknown>[] }

function addContact(
  ctx: Context,
  random: Random,
  { offices, staff }: Company,
  consumer: DemoConsumer,
  { interactions, messages }: Lists,
) {
  const sketch = random.pick(sketches)
  const at = workingMoment(ctx.now, random)
  const office = random.pick(offices.filter((one) => one.branchId === consumer.branchId))
  const agent = random.pick(staff.filter((one) => one.roles.includes(sketch.channel === 'visit' ? 'clerk' : 'agent')))
  const minutes = 2 + random.below(12)
  const id = random.uuid()
  interactions.push({
    id,
    consumer_id: consumer.id,
    branch_id: consumer.branchId,
    office_id: sketch.channel === 'visit' ? office.id : null,
    channel: sketch.channel,
    direction: sketch.channel === 'note' ? 'inside' : 'in',
    state: 'ended',
    subject: sketch.channel === 'visit' ? office.name : sketch.subject,
    preview: sketch.text,
    address: sketch.channel === 'phone' ? consumer.phone : sketch.channel === 'mail' ? consumer.email : null,
    staff_id: agent.id,
    attachment_count: 0,
    started_at: at,
    ended_at: new Date(at.getTime() + minutes * 60_000),
    last_at: at,
    detail: detailOf(sketch, minutes),
  })
  const author =
    sketch.channel === 'note' || sketch.channel === 'phone' || sketch.channel === 'visit' ? 'staff' : 'consumer'
  messages.push({
    id: random.uuid(),
    interaction_id: id,
    author,
    author_name: author === 'staff' ? agent.name : consumer.name,
    text: sketch.text,
    remote_images: 0,
    at,
  })
}

function detailOf(sketch: Sketch, minutes: number): Record<string, unknown> {
  if (sketch.channel === 'visit') return { result: sketch.text.startsWith('Подано') ? 'appealTaken' : 'advised' }
  return sketch.channel === 'phone' ? { outcome: 'answered', seconds: minutes * 47 } : {}
}

/** Some working hour of the last 180 days. */
function workingMoment(now: Date, random: Random): Date {
  const at = new Date(now.getTime() - (1 + random.below(180)) * 86_400_000)
  at.setUTCHours(5 + random.below(10), random.below(60), random.below(60), 0)
  return at
}

/** One emergency and two planned outages; the first feeder of the capital, where the tour's consumer lives, has a planned one. */
export async function addOutages(ctx: Context, random: Random, branches: readonly Branch[]): Promise<void> {
  const hours = (n: number) => new Date(ctx.now.getTime() + n * 3_600_000)
  const [capital, second, third] = branches
  if (!capital || !second || !third) return
  await insertMany(ctx, 'outage', [
    {
      id: random.uuid(),
      feeder: feederOf(capital, 0),
      kind: 'planned',
      reason: 'Ремонт кабельной линии 10 кВ',
      starts_at: hours(26),
      ends_at: hours(30),
    },
    {
      id: random.uuid(),
      feeder: feederOf(capital, 8),
      kind: 'emergency',
      reason: 'Повреждение линии, работает аварийная бригада',
      starts_at: hours(-1),
      ends_at: hours(3),
    },
    {
      id: random.uuid(),
      feeder: feederOf(second, 0),
      kind: 'emergency',
      reason: 'Отключение на подстанции, причина выясняется',
      starts_at: hours(-0.5),
      ends_at: null,
    },
    {
      id: random.uuid(),
      feeder: feederOf(third, 4),
      kind: 'planned',
      reason: 'Замена опор',
      starts_at: hours(50),
      ends_at: hours(56),
    },
  ])
}
