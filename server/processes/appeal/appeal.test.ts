import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TopicCode } from '#shared/contract/topic'
import { caseHandlers } from '../../domain/case/index.ts'
import { taskHandlers } from '../../domain/task/index.ts'
import { engine } from '../index.ts'
import { ANSWER, type AppealWorld, classified, commandId, MONDAY, makeAppealWorld } from '../testing/appealWorld.ts'

let world: AppealWorld

beforeAll(async () => {
  world = await makeAppealWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  await sql`delete from engine_timer`.execute(world.db)
})

describe('an appeal', () => {
  it('goes from registration over a return to its answer, and tells the consumer of each change', async () => {
    const id = await world.upToApproval()
    await world.doStep(id, world.staff.supervisor, { form: 'return', remark: 'Укажите дату замера' })
    const draft = await world.openStep(id)
    expect(draft).toMatchObject({ form: 'draft', note: 'Укажите дату замера', assigneeId: world.staff.specialist.id })
    expect((await world.opened(id)).case).toMatchObject({ status: 'inWork', remark: 'Укажите дату замера' })
    await world.doStep(id, world.staff.specialist, { form: 'draft', answer: `${ANSWER} Дата замера 24 ноября.` })
    await world.doStep(id, world.staff.supervisor, { form: 'approve', decision: 'approve' })
    const { case: closed, events, notices } = await world.opened(id)
    expect(closed).toMatchObject({ status: 'closed', answer: expect.stringContaining('24 ноября'), remark: null })
    expect(events.map(({ kind }) => kind)).toEqual([
      'registered',
      'classified',
      'drafted',
      'returned',
      'drafted',
      'approved',
      'answerSent',
      'closed',
    ])
    expect(notices.map(({ status }) => status)).toEqual([
      'registered',
      'inWork',
      'approval',
      'inWork',
      'approval',
      'answered',
      'closed',
    ])
    const timeline = await sql<{ subject: string }>`
      select subject from interaction where case_id = ${id} and channel = 'notice' order by started_at, id`.execute(
      world.db,
    )
    expect(timeline.rows).toHaveLength(6)
    const diagram = await world.asStaff(world.staff.agent, (ctx) => caseHandlers.caseDiagram({ caseId: id }, ctx))
    expect(diagram).toMatchObject({ state: 'completed', active: [], failed: [] })
    expect(diagram.visited).toEqual(expect.arrayContaining(['returned', 'decidedReturn', 'sentItself', 'closed']))
  })

  it('shows its current step on the diagram', async () => {
    const id = await world.upToApproval()
    const diagram = await world.asStaff(world.staff.agent, (ctx) => caseHandlers.caseDiagram({ caseId: id }, ctx))
    expect(diagram.active).toEqual(['approve'])
    expect(diagram.visited).not.toContain('send')
  })

  it.each([
    ['phone', '+79172345678'],
    ['paper', '420111, Казань, ул. Баумана, 12-44'],
    ['office', undefined],
  ] as const)('is answered by %s through a person, and only then counts as answered', async (channel, address) => {
    const id = await world.upToApproval({ channel, ...(address ? { address } : {}) })
    await world.doStep(id, world.staff.supervisor, { form: 'approve', decision: 'approve' })
    expect((await world.opened(id)).case).toMatchObject({ status: 'approval', answeredAt: null })
    const step = await world.openStep(id)
    expect(step).toMatchObject({ form: 'handOver', note: ANSWER, address: address ?? null, roles: ['agent', 'clerk'] })
    await world.doStep(id, world.staff.clerk, { form: 'handOver', note: 'Вручено' })
    expect((await world.opened(id)).case).toMatchObject({ status: 'closed', answeredAt: expect.any(String) })
  })

  it('keeps one contact task with the newest words where a person must tell', async () => {
    const id = await world.upToApproval({ channel: 'paper', address: '420111, Казань, ул. Баумана, 12-44' })
    const contact = (await world.opened(id)).tasks.filter(({ kind }) => kind === 'contact')
    expect(contact).toMatchObject([
      { state: 'open', roles: ['clerk'], note: expect.stringContaining('проходит проверку') },
    ])
    const { notices } = await world.opened(id)
    expect(notices.every(({ way }) => way === 'byPerson')).toBe(true)
  })

  it('is answered by mail, which leaves through the outbox', async () => {
    const id = await world.upToApproval({ channel: 'mail', address: 'gulnara@example.com' })
    await world.doStep(id, world.staff.supervisor, { form: 'approve', decision: 'approve' })
    const { failures, case: closed } = await world.opened(id)
    expect(failures).toEqual([])
    expect(closed.status).toBe('closed')
    const { rows } = await sql<{ channel: string; address: string }>`
      select channel, address from interaction where case_id = ${id} order by started_at, id`.execute(world.db)
    expect(rows.map(({ channel }) => channel).sort()).toEqual(['mail', 'notice', 'notice', 'notice'])
    expect(rows.every(({ address }) => address === 'gulnara@example.com')).toBe(true)
    const queued = await sql<{ n: number }>`select count(*)::int as n from outbox where target = 'mail'`.execute(
      world.db,
    )
    expect(queued.rows[0]?.n).toBe(4)
  })

  it('escalates every overdue step to the supervisor of the branch, and the step goes on', async () => {
    const { id } = await world.register()
    const late = async (form: string) => {
      const step = await world.openStep(id)
      expect(step.form).toBe(form)
      const fire = (at: number) => world.asSystem((ctx) => engine.fireDueTimers(ctx), new Date(at))
      expect(await fire(Date.parse(step.dueAt) - 1000)).toMatchObject({ fired: 0 })
      expect(await fire(Date.parse(step.dueAt))).toMatchObject({ fired: 1, failed: 0 })
      const now = await world.openStep(id)
      expect(now).toMatchObject({ id: step.id, isEscalated: true, state: 'open' })
      const list = await world.asStaff(world.staff.supervisor, (ctx) =>
        taskHandlers.listTasks({ view: 'escalated', limit: 50 }, ctx),
      )
      expect(list.items.map((task) => task.id)).toContain(step.id)
    }
    await late('classify')
    await world.doStep(id, world.staff.agent, classified)
    await late('draft')
    await world.doStep(id, world.staff.specialist, { form: 'draft', answer: ANSWER })
    await late('approve')
    await world.doStep(id, world.staff.supervisor, { form: 'approve', decision: 'approve' })
    const { events, case: closed } = await world.opened(id)
    expect(events.filter(({ kind }) => kind === 'escalated')).toHaveLength(3)
    expect(closed.status).toBe('closed')
    const facts = await world.facts('taskEscalated')
    expect(facts.filter(({ payload }) => JSON.stringify(payload).includes(id))).toHaveLength(3)
  })

  it('escalates a hand-over that is late', async () => {
    const id = await world.upToApproval({ channel: 'phone', address: '+79172345678' })
    await world.doStep(id, world.staff.supervisor, { form: 'approve', decision: 'approve' })
    const step = await world.openStep(id)
    await world.asSystem((ctx) => engine.fireDueTimers(ctx), new Date(step.dueAt))
    expect(await world.openStep(id)).toMatchObject({ form: 'handOver', isEscalated: true })
  })

  it('is due by the dated terms: 30 days for the answer, a working day to classify', async () => {
    const registered = await world.register()
    expect(registered.dueOn).toBe('2026-12-23')
    expect((await world.openStep(registered.id)).dueAt).toBe('2026-11-24T15:00:00.000Z')
    await world.doStep(registered.id, world.staff.agent, classified)
    expect((await world.openStep(registered.id)).dueAt).toBe('2026-12-07T15:00:00.000Z')
    const dangerous = await world.register({ topic: TopicCode.parse('dangerousLine') })
    await world.doStep(dangerous.id, world.staff.agent, { ...classified, topic: TopicCode.parse('dangerousLine') })
    expect((await world.openStep(dangerous.id)).dueAt).toBe('2026-11-24T15:00:00.000Z')
  })

  it('flags a repeat on the same topic within 30 working days, and not after', async () => {
    const relocation = TopicCode.parse('relocation')
    const first = await world.register({ topic: relocation })
    await world.cancel(first.id, 'Отозвано')
    expect((await world.register({ topic: relocation })).repeatOfNumber).toBeNull()
    const second = await world.register({ topic: relocation })
    expect(second.repeatOfNumber).not.toBeNull()
    const another = await world.register({ topic: TopicCode.parse('meterAccuracy') })
    expect(another.repeatOfNumber).toBeNull()
    await sql`update "case" set closed_at = ${MONDAY} where topic = 'relocation'`.execute(world.db)
    // 30 working days after Monday 23 November 2026: the New Year holidays push the last one to 13 January
    const lastDay = await world.register({ topic: relocation, now: new Date('2027-01-13T09:00:00Z') })
    expect(lastDay.repeatOfNumber).not.toBeNull()
    await sql`update "case" set closed_at = ${MONDAY} where topic = 'relocation'`.execute(world.db)
    expect(
      (await world.register({ topic: relocation, now: new Date('2027-01-14T09:00:00Z') })).repeatOfNumber,
    ).toBeNull()
  })

  it('is cancelled with a reason: its tasks go, the consumer is told, nothing more can be done', async () => {
    const { id } = await world.register()
    const step = await world.openStep(id)
    await world.cancel(id, 'Заявитель отозвал')
    const { case: cancelled, tasks, notices } = await world.opened(id)
    expect(cancelled).toMatchObject({ status: 'cancelled', cancelReason: 'Заявитель отозвал' })
    expect(tasks).toMatchObject([{ id: step.id, state: 'cancelled' }])
    expect(notices.at(-1)?.text).toContain('Заявитель отозвал')
    const late = world.asStaff(world.staff.agent, (ctx) =>
      taskHandlers.completeTask({ taskId: step.id, values: classified, commandId: commandId() }, ctx),
    )
    await expect(late).rejects.toMatchObject({ code: 'taskCancelled' })
  })

  it('numbers cases of a year without gaps, also when they come at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => world.register()))
    const numbers = all.map(({ number }) => Number(number.slice(3))).sort((a, b) => a - b)
    expect(numbers).toEqual(numbers.map((_, n) => (numbers[0] ?? 0) + n))
    expect(all[0]?.number).toMatch(/^26-\d{6}$/)
  })
})
