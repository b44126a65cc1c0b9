import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AbsenceId, type StaffId, TaskId } from '#shared/contract/ids'
import type { StaffActor } from '../../db/context.ts'
import { engine } from '../../processes/index.ts'
import {
  ANSWER,
  type AppealWorld,
  classified,
  commandId,
  MONDAY,
  makeAppealWorld,
} from '../../processes/testing/appealWorld.ts'
import { absenceHandlers } from '../absence/index.ts'
import { createTask, type NewTask, taskHandlers } from './index.ts'

let world: AppealWorld
beforeAll(async () => {
  world = await makeAppealWorld()
})
afterAll(() => world.close())

const make = (given: Partial<NewTask>) =>
  world.asSystem(
    (ctx) => createTask({ kind: 'callback', title: 'Перезвонить', role: 'agent', dueAt: MONDAY, ...given }, ctx),
    MONDAY,
  )
const as = <T>(staff: StaffActor, run: Parameters<typeof world.asStaff<T>>[1]) => world.asStaff(staff, run, MONDAY)
const sees = (staff: StaffActor, taskId: TaskId) =>
  as(staff, async (ctx) =>
    (await taskHandlers.listTasks({ view: 'mine', limit: 200 }, ctx)).items.some(({ id }) => id === taskId),
  )
const claim = (staff: StaffActor, taskId: TaskId) =>
  as(staff, (ctx) => taskHandlers.claimTask({ taskId, commandId: commandId() }, ctx))
const complete = (staff: StaffActor, taskId: TaskId) =>
  as(staff, (ctx) =>
    taskHandlers.completeTask(
      { taskId, values: { form: 'callback', result: 'reached', note: '' }, commandId: commandId() },
      ctx,
    ),
  )
const delegate = (staff: StaffActor, taskId: TaskId, toStaffId: StaffId, note = 'Знает этого потребителя') =>
  as(staff, (ctx) => taskHandlers.delegateTask({ taskId, toStaffId, note, commandId: commandId() }, ctx))
const events = (taskId: TaskId) =>
  as(world.staff.supervisor, async (ctx) => (await taskHandlers.listTaskEvents({ taskId }, ctx)).items)
const learn = (staff: StaffActor, { unit, skills }: { unit: string | null; skills: string[] }) =>
  sql`update staff set unit = ${unit}, skills = ${skills} where id = ${staff.id}`.execute(world.db)
const clerk2 = () => ({ ...world.staff.otherBranchClerk, branchId: world.branch })
const moveClerk2 = () =>
  sql`update staff set branch_id = ${world.branch} where id = ${world.staff.otherBranchClerk.id}`.execute(world.db)

describe('who may do a task', () => {
  it('is asked for a unit and a skill beside the role', async () => {
    const { agent, agent2 } = world.staff
    await learn(agent, { unit: 'metering', skills: ['smartMeter'] })
    await learn(agent2, { unit: 'metering', skills: [] })
    const ofUnit = await make({ unit: 'metering' })
    const ofOtherUnit = await make({ unit: 'quality' })
    const ofSkill = await make({ skill: 'smartMeter' })
    for (const [task, seen] of [
      [ofUnit, [true, true]],
      [ofOtherUnit, [false, false]],
      [ofSkill, [true, false]],
    ] as const)
      expect([await sees(agent, task.id), await sees(agent2, task.id)]).toEqual(seen)
    await expect(claim(agent2, ofSkill.id)).rejects.toMatchObject({ code: 'notYourRole' })
    await expect(complete(agent2, ofSkill.id)).rejects.toMatchObject({ code: 'notYourRole' })
    expect(await claim(agent, ofSkill.id)).toMatchObject({ assigneeId: agent.id })
    await learn(agent, { unit: null, skills: [] })
    await learn(agent2, { unit: null, skills: [] })
  })

  it('may be named: then only they may, whatever their role', async () => {
    const { agent, agent2, specialist } = world.staff
    const task = await make({ people: ['agent', specialist.id] })
    expect([await sees(agent, task.id), await sees(agent2, task.id), await sees(specialist, task.id)]).toEqual([
      true,
      false,
      true,
    ])
    await expect(complete(agent2, task.id)).rejects.toMatchObject({ code: 'notYourRole' })
    expect(await complete(specialist, task.id)).toMatchObject({ state: 'done' })
  })

  it('is said by the drawing: by FEEL over its variables, with a length in working days and a priority', async () => {
    const path = join(import.meta.dirname, '../../processes/appeal/appeal.bpmn')
    const xml = (await readFile(path, 'utf8')).replace(
      'okno:term="appeal.draft"',
      'okno:term="5wd" okno:priority="= if kind = &quot;complaint&quot; then 2 else 0" okno:candidates="= [&quot;specialist&quot;, kind]"',
    )
    await world.asSystem((ctx) => engine.deploy({ xml }, ctx))
    const { id } = await world.register()
    await world.doStep(id, world.staff.agent, classified)
    const step = await world.openStep(id)
    expect(step).toMatchObject({
      people: ['specialist', 'complaint'],
      priority: 2,
      dueAt: '2026-11-30T15:00:00.000Z',
    })
    const stranger = { ...world.staff.agent2, roles: ['specialist' as const] }
    await expect(world.doStep(id, stranger, { form: 'draft', answer: ANSWER })).rejects.toMatchObject({
      code: 'notYourRole',
    })
    await world.doStep(id, world.staff.specialist, { form: 'draft', answer: ANSWER })
    expect(await world.openStep(id)).toMatchObject({ form: 'approve' })
  })
})

describe('a task delegated', () => {
  it('is the colleague’s, who is told; what was said stays with it', async () => {
    const { agent, agent2 } = world.staff
    const { id } = await make({})
    await claim(agent, id)
    expect(await delegate(agent, id, agent2.id)).toMatchObject({ assigneeId: agent2.id, assigneeName: agent2.name })
    expect((await world.facts('taskDelegated')).at(-1)).toMatchObject({
      rooms: [`staff:${agent2.id}`],
      payload: { taskId: id, byName: agent.name },
    })
    expect(await events(id)).toMatchObject([
      { kind: 'delegated', byName: agent.name, toName: agent2.name, forName: null, note: 'Знает этого потребителя' },
      { kind: 'claimed', byName: agent.name },
    ])
    await expect(complete(agent, id)).rejects.toMatchObject({ code: 'taskAlreadyTaken' })
    await expect(delegate(agent, id, agent2.id)).rejects.toMatchObject({ code: 'taskAlreadyTaken' })
    expect(await complete(agent2, id)).toMatchObject({ state: 'done' })
  })

  it('goes only to who may do it, of the same branch', async () => {
    const { clerk, agent, otherBranchClerk, supervisor } = world.staff
    const { id } = await make({ role: 'clerk', branchId: world.branch })
    const offered = await as(clerk, (ctx) => taskHandlers.listColleagues({ taskId: id }, ctx))
    expect(offered.items).toEqual([])
    for (const stranger of [agent, otherBranchClerk])
      await expect(delegate(clerk, id, stranger.id)).rejects.toMatchObject({ code: 'colleagueMayNot' })
    await expect(delegate(agent, id, clerk.id)).rejects.toMatchObject({ code: 'notYourRole' })
    expect(await delegate(supervisor, id, clerk.id)).toMatchObject({ assigneeId: clerk.id })
    await expect(delegate(supervisor, id, clerk.id)).rejects.toMatchObject({ code: 'alreadyTheirs' })
  })
})

describe('a task of somebody who is away', () => {
  it('is seen and done by the substitute, and only while they stand in; it says for whom', async () => {
    const { clerk } = world.staff
    const substitute = clerk2()
    await moveClerk2()
    const { id } = await make({ role: 'clerk', branchId: world.branch, people: ['clerk'], assigneeId: clerk.id })
    expect(await sees(substitute, id)).toBe(false)
    await expect(complete(substitute, id)).rejects.toMatchObject({ code: 'notYourRole' })
    const absence = await as(clerk, (ctx) =>
      absenceHandlers.setAbsence(
        {
          staffId: clerk.id,
          substituteId: substitute.id,
          fromDay: '2026-11-23',
          toDay: '2026-11-24',
          commandId: commandId(),
        },
        ctx,
      ),
    )
    expect(await sees(substitute, id)).toBe(true)
    expect(await as(substitute, (ctx) => taskHandlers.listColleagues({ taskId: id }, ctx))).toMatchObject({
      items: [{ staffId: clerk.id, isAbsent: true }],
    })
    expect(await complete(substitute, id)).toMatchObject({ state: 'done', doneForName: clerk.name })
    expect(await events(id)).toMatchObject([{ kind: 'completed', byName: substitute.name, forName: clerk.name }])
    const other = await make({ role: 'clerk', branchId: world.branch, people: ['clerk'], assigneeId: clerk.id })
    await as(clerk, (ctx) =>
      absenceHandlers.cancelAbsence({ absenceId: AbsenceId.parse(absence.id), commandId: commandId() }, ctx),
    )
    expect(await sees(substitute, other.id)).toBe(false)
    await expect(complete(substitute, other.id)).rejects.toMatchObject({ code: 'notYourRole' })
  })
})

describe('a priority', () => {
  it('goes before the due date in the list, and paging loses nothing', async () => {
    const { clerk, supervisor } = world.staff
    const role = { role: 'clerk' as const, branchId: world.otherBranch }
    const late = await make({ ...role, title: 'просроченная', dueAt: '2020-01-01T00:00:00Z' })
    const high = await make({ ...role, title: 'важная', dueAt: '2027-01-01T00:00:00Z', priority: 1 })
    const far = await make({ ...role, title: 'дальняя', dueAt: '2028-01-01T00:00:00Z' })
    const everywhere = { ...supervisor, branchId: null }
    const raise = (priority: number, staff: StaffActor = everywhere, taskId = far.id) =>
      as(staff, (ctx) =>
        taskHandlers.prioritiseTask({ taskId, priority, reason: 'Звонил губернатор', commandId: commandId() }, ctx),
      )
    await raise(2)
    await expect(raise(2)).rejects.toMatchObject({ code: 'samePriority' })
    await expect(raise(1, supervisor)).rejects.toMatchObject({ code: 'otherBranch' })
    expect(await events(far.id).catch((error: { code: string }) => error.code)).toBe('otherBranch')
    const there = { ...clerk, branchId: world.otherBranch }
    const seen: TaskId[] = []
    let after: string | undefined
    do {
      const page = await as(there, (ctx) => taskHandlers.listTasks({ view: 'mine', limit: 1, after }, ctx))
      seen.push(...page.items.map(({ id }) => TaskId.parse(id)))
      after = page.next ?? undefined
    } while (after)
    expect(seen).toEqual([far.id, high.id, late.id])
  })
})

describe('a task that is over', () => {
  it('done twice is refused, and so is everything else', async () => {
    const { agent, agent2, supervisor } = world.staff
    const { id } = await make({})
    const [first, second] = await Promise.allSettled([complete(agent, id), complete(agent2, id)])
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected'])
    const over = { code: 'taskAlreadyCompleted' }
    await expect(complete(agent, id)).rejects.toMatchObject(over)
    await expect(claim(agent, id)).rejects.toMatchObject(over)
    await expect(delegate(supervisor, id, agent2.id)).rejects.toMatchObject(over)
  })

  it('was cancelled: it says so, and not that it was done', async () => {
    const { id } = await world.register()
    const step = await world.openStep(id)
    await world.cancel(id, 'Заявитель отозвал')
    await expect(claim(world.staff.agent, step.id)).rejects.toMatchObject({ code: 'taskCancelled' })
    const done = as(world.staff.agent, (ctx) =>
      taskHandlers.completeTask({ taskId: step.id, values: classified, commandId: commandId() }, ctx),
    )
    await expect(done).rejects.toMatchObject({ code: 'taskCancelled' })
  })
})
