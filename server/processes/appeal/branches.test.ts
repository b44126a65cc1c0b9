import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TopicCode } from '#shared/contract/topic'
import type { StaffActor } from '../../db/context.ts'
import { caseHandlers } from '../../domain/case/index.ts'
import { taskHandlers } from '../../domain/task/index.ts'
import { topicHandlers } from '../../domain/topic/index.ts'
import { engine } from '../index.ts'
import {
  ANSWER,
  type AppealWorld,
  classified,
  commandId,
  MONDAY,
  makeAppealWorld,
  voltage,
} from '../testing/appealWorld.ts'

let world: AppealWorld
let colleague: StaffActor
beforeAll(async () => {
  world = await makeAppealWorld()
  // another specialist of the branch
  colleague = { ...world.staff.agent2, roles: ['specialist'], branchId: world.branch }
})
afterAll(() => world.close())
beforeEach(async () => {
  await sql`delete from engine_timer`.execute(world.db)
  await sql`update "case" set closed_at = '2020-01-01', status = 'closed'`.execute(world.db)
})

const visitedIn = async (caseId: Parameters<AppealWorld['openStep']>[0]) =>
  (await world.asStaff(world.staff.agent, (ctx) => caseHandlers.caseDiagram({ caseId }, ctx))).visited

describe('the unit that answers', () => {
  it('is named by the table of routes for every one of the 30 topics', async () => {
    const { topics: all } = await world.asSystem((ctx) => topicHandlers.listTopics({}, ctx))
    const topics = all.filter(({ process }) => process === 'appeal')
    expect(topics).toHaveLength(30)
    const byUnit = Object.groupBy(topics, ({ unit }) => unit)
    expect(Object.fromEntries(Object.entries(byUnit).map(([unit, of]) => [unit, of.length]))).toEqual({
      quality: 3,
      operations: 6,
      connection: 8,
      metering: 6,
      transmission: 3,
      property: 2,
      service: 2,
    })
  })

  it('comes from the table where the classifier names none, and from the classifier where they do', async () => {
    const routed = await world.register({ kind: 'appeal' })
    const relocation = { ...classified, topic: TopicCode.parse('relocation'), unit: null }
    await world.doStep(routed.id, world.staff.agent, relocation)
    expect((await world.opened(routed.id)).case).toMatchObject({ unit: 'property', topic: 'relocation' })
    const chosen = await world.register({ kind: 'appeal' })
    await world.doStep(chosen.id, world.staff.agent, { ...relocation, unit: 'quality' })
    expect((await world.opened(chosen.id)).case.unit).toBe('quality')
  })
})

describe('who approves', () => {
  it('a complaint: the head of the branch and nobody else', async () => {
    const id = await world.upToApproval({ kind: 'complaint' })
    expect(await world.openStep(id)).toMatchObject({ form: 'approve', roles: ['supervisor'], note: '' })
    await expect(world.doStep(id, colleague, { form: 'approve', decision: 'approve' })).rejects.toMatchObject({
      code: 'notYourRole',
    })
    await world.doStep(id, world.staff.supervisor, { form: 'approve', decision: 'approve' })
    expect(await visitedIn(id)).toEqual(expect.arrayContaining(['byHead', 'approve']))
  })

  it('an ordinary appeal: a colleague, but not whoever wrote the answer', async () => {
    const id = await world.upToApproval({ kind: 'appeal' })
    const step = await world.openStep(id)
    expect(step).toMatchObject({ form: 'approve', roles: ['specialist', 'supervisor'] })
    const mine = async (staff: StaffActor) =>
      (await world.asStaff(staff, (ctx) => taskHandlers.listTasks({ view: 'mine', limit: 200 }, ctx))).items.some(
        (task) => task.id === step.id,
      )
    expect([await mine(world.staff.specialist), await mine(colleague)]).toEqual([false, true])
    const own = world.doStep(id, world.staff.specialist, { form: 'approve', decision: 'approve' })
    await expect(own).rejects.toMatchObject({ code: 'ownWork' })
    await world.doStep(id, colleague, { form: 'approve', decision: 'approve' })
    expect((await world.opened(id)).case.status).toBe('closed')
    expect(await visitedIn(id)).toEqual(expect.arrayContaining(['byColleague', 'agree']))
  })

  it('a repeat of an answered appeal: the head, who is told which one it repeats', async () => {
    const topic = TopicCode.parse('meterAccuracy')
    const first = await world.upToApproval({ kind: 'appeal', topic })
    await world.doStep(first, colleague, { form: 'approve', decision: 'approve' })
    await sql`update "case" set closed_at = ${MONDAY} where id = ${first}`.execute(world.db)
    const { number } = (await world.opened(first)).case
    const repeat = await world.upToApproval({ kind: 'appeal', topic })
    expect((await world.opened(repeat)).case.repeatOfNumber).toBe(number)
    expect(await world.openStep(repeat)).toMatchObject({
      roles: ['supervisor'],
      note: `Повторное обращение: уже было ${number}`,
    })
  })

  it('whether it repeats an earlier one is asked anew when it is classified', async () => {
    const topic = TopicCode.parse('smartMeterAccess')
    await world.register({ topic })
    const another = await world.register({ topic: voltage })
    expect(another.repeatOfNumber).toBeNull()
    await world.doStep(another.id, world.staff.agent, { ...classified, topic, kind: 'appeal', unit: null })
    expect((await world.opened(another.id)).case.repeatOfNumber).not.toBeNull()
  })
})

describe('a longer term', () => {
  const REASON = 'Ждём заключения лаборатории'
  const extend = (caseId: Parameters<AppealWorld['openStep']>[0], dueOn: string, now = MONDAY) =>
    world.asStaff(
      world.staff.supervisor,
      (ctx) => caseHandlers.extendCase({ caseId, dueOn, reason: REASON, commandId: commandId() }, ctx),
      now,
    )

  it('is given once, told to the consumer with its reason, and moves the timers', async () => {
    const { id, number } = await world.register()
    await world.doStep(id, world.staff.agent, classified)
    const openedThen = await world.asStaff(
      world.staff.supervisor,
      (ctx) => caseHandlers.openCase({ caseId: id }, ctx),
      MONDAY,
    )
    expect(openedThen.extensibleUntil).toBe('2027-01-22')
    const extended = await extend(id, '2027-01-15')
    expect(extended).toMatchObject({ dueOn: '2027-01-15', extendedFrom: '2026-12-23', extensionReason: REASON })
    const { events, notices } = await world.opened(id)
    expect(events.at(-1)).toMatchObject({ kind: 'extended', text: REASON })
    expect(notices.at(-1)).toMatchObject({
      kind: 'extension',
      text: `Срок рассмотрения обращения ${number} продлён до 15.01.2027. Причина: ${REASON}`,
    })
    // the draft was due on 7 December; 23 days more are 30 December
    expect((await world.openStep(id)).dueAt).toBe('2026-12-30T15:00:00.000Z')
    const fire = (at: string) => world.asSystem((ctx) => engine.fireDueTimers(ctx), new Date(at))
    expect(await fire('2026-12-30T14:59:59Z')).toMatchObject({ fired: 0 })
    expect(await fire('2026-12-30T15:00:00Z')).toMatchObject({ fired: 1 })
    expect(await fire('2027-01-15T14:59:59Z')).toMatchObject({ fired: 0 })
    expect(await fire('2027-01-15T15:00:00Z')).toMatchObject({ fired: 1 })
    expect((await world.opened(id)).events.at(-1)).toMatchObject({ kind: 'escalated', text: 'Срок ответа вышел' })
    await expect(extend(id, '2027-01-20')).rejects.toMatchObject({ code: 'alreadyExtended' })
  })

  it('is told by a person where the consumer chose the post', async () => {
    const { id } = await world.register({ channel: 'paper', address: '420111, Казань, ул. Баумана, 12-44' })
    await extend(id, '2027-01-15')
    const contact = (await world.opened(id)).tasks.filter(({ kind }) => kind === 'contact')
    expect(contact).toMatchObject([
      { title: expect.stringContaining('продлён'), note: expect.stringContaining(REASON) },
    ])
  })

  it.each([
    ['2027-01-23', 'badExtension'],
    ['2026-12-23', 'badExtension'],
  ])('to %s is refused: no more than 30 days, and no less than one', async (dueOn, code) => {
    const { id } = await world.register()
    await expect(extend(id, dueOn)).rejects.toMatchObject({ code })
    expect((await world.opened(id)).case).toMatchObject({ dueOn: '2026-12-23', extendedFrom: null })
  })

  it('is refused once it is answered, and once the term is over', async () => {
    const late = await world.register()
    await expect(extend(late.id, '2027-01-15', new Date('2026-12-24T09:00:00Z'))).rejects.toMatchObject({
      code: 'termOver',
    })
    const id = await world.upToApproval()
    await world.doStep(id, world.staff.supervisor, { form: 'approve', decision: 'approve' })
    await expect(extend(id, '2027-01-15')).rejects.toMatchObject({ code: 'caseClosed' })
  })

  it('goes by the dated row: another limit from another day', async () => {
    const { id } = await world.register({ topic: TopicCode.parse('transmissionContract') })
    await sql`insert into term (name, topic, amount, unit, valid_from, source)
      values ('appeal.extension', 'transmissionContract', 5, 'calendarDays', '2026-11-01', 'проверка')`.execute(
      world.db,
    )
    await expect(extend(id, '2026-12-29')).rejects.toMatchObject({ code: 'badExtension' })
    expect(await extend(id, '2026-12-28')).toMatchObject({ dueOn: '2026-12-28' })
  })
})

it('an answer that nobody gives in time raises every open step to the supervisor', async () => {
  const id = await world.upToApproval()
  await world.asSystem((ctx) => engine.fireDueTimers(ctx), new Date('2026-12-23T15:00:00Z'))
  expect(await world.openStep(id)).toMatchObject({ isEscalated: true })
  await world.doStep(id, world.staff.supervisor, { form: 'approve', decision: 'approve' })
  const { rows } = await sql`select 1 from engine_timer`.execute(world.db)
  expect(rows).toEqual([])
  expect((await world.opened(id)).case.answer).toBe(ANSWER)
})
