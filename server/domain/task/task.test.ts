import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InteractionId } from '#shared/contract/ids'
import type { TaskForm } from '#shared/contract/task'
import type { StaffActor } from '../../db/context.ts'
import {
  type AppealWorld,
  classified,
  commandId,
  MONDAY,
  makeAppealWorld,
} from '../../processes/testing/appealWorld.ts'
import { listMessages } from '../interaction/index.ts'
import { completeCallback, createTask, taskHandlers } from './index.ts'

let world: AppealWorld

beforeAll(async () => {
  world = await makeAppealWorld()
})
afterAll(() => world.close())

describe('a task', () => {
  it('is seen by its role and branch, taken by one, given back, and done by whoever may', async () => {
    const { id } = await world.register()
    await world.doStep(id, world.staff.agent, classified)
    const { id: taskId } = await world.openStep(id)
    const command = { taskId, commandId: commandId() }
    const mine = (staff: StaffActor) =>
      world.asStaff(staff, async (ctx) =>
        (await taskHandlers.listTasks({ view: 'mine', limit: 200 }, ctx)).items.some((task) => task.id === taskId),
      )
    expect([
      await mine(world.staff.specialist),
      await mine(world.staff.agent),
      await mine(world.staff.otherBranchAgent),
    ]).toEqual([true, false, false])
    const claim = (staff: StaffActor) => world.asStaff(staff, (ctx) => taskHandlers.claimTask(command, ctx))
    await expect(claim(world.staff.agent)).rejects.toMatchObject({ code: 'notYourRole' })
    await expect(claim(world.staff.otherBranchAgent)).rejects.toMatchObject({ code: 'otherBranch' })
    expect(await claim(world.staff.specialist)).toMatchObject({ assigneeId: world.staff.specialist.id })
    const specialist2 = { ...world.staff.agent2, roles: ['specialist' as const] }
    await expect(claim(specialist2)).rejects.toMatchObject({ code: 'taskAlreadyTaken' })
    await expect(world.asStaff(specialist2, (ctx) => taskHandlers.returnTask(command, ctx))).rejects.toMatchObject({
      code: 'taskNotYours',
    })
    expect(await world.asStaff(world.staff.specialist, (ctx) => taskHandlers.returnTask(command, ctx))).toMatchObject({
      assigneeId: null,
    })
    const wrong = world.asStaff(world.staff.specialist, (ctx) =>
      taskHandlers.completeTask({ ...command, values: { form: 'approve', decision: 'approve' } }, ctx),
    )
    await expect(wrong).rejects.toMatchObject({ code: 'wrongForm' })
  })

  it('lists what is overdue first and pages without loss', async () => {
    const make = (title: string, dueAt: string) =>
      world.asSystem((ctx) =>
        createTask(
          { kind: 'callback', title, role: 'clerk', branchId: world.branch, address: '+79170000000', dueAt },
          ctx,
        ),
      )
    await make('третий', '2027-03-01T00:00:00Z')
    await make('первый', '2020-01-01T00:00:00Z')
    await make('второй', '2020-01-02T00:00:00Z')
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await world.asStaff(world.staff.clerk, (ctx) =>
        taskHandlers.listTasks({ view: 'mine', limit: 2, after }, ctx),
      )
      expect(page.overdue).toBeGreaterThanOrEqual(2)
      seen.push(...page.items.map(({ title }) => title))
      after = page.next ?? undefined
    } while (after)
    expect(seen.slice(0, 2)).toEqual(['первый', 'второй'])
    expect(seen.at(-1)).toBe('третий')
    expect(new Set(seen).has('второй')).toBe(true)
    await expect(
      world.asStaff(world.staff.clerk, (ctx) => taskHandlers.listTasks({ view: 'mine', limit: 2, after: 'x' }, ctx)),
    ).rejects.toMatchObject({ code: 'badCursor' })
  })

  it('to call back is due in 4 hours, and its result stands on the timeline', async () => {
    const task = await world.asSystem(
      (ctx) =>
        createTask(
          {
            kind: 'callback',
            title: 'Перезвонить',
            role: 'agent',
            consumerId: world.consumer,
            address: '+79172345678',
          },
          ctx,
        ),
      MONDAY,
    )
    expect(task.dueAt).toBe('2026-11-23T13:00:00.000Z')
    const values: TaskForm = { form: 'callback', result: 'reached', note: 'Вопрос решён' }
    expect(
      await world.asStaff(world.staff.agent, (ctx) => completeCallback({ taskId: task.id, values }, ctx)),
    ).toMatchObject({ state: 'done' })
    const { rows } = await sql<{ id: string }>`select id from interaction where subject = 'Перезвонить'`.execute(
      world.db,
    )
    const messages = await world.asSystem((ctx) =>
      listMessages({ interactionId: InteractionId.parse(rows[0]?.id) }, ctx),
    )
    expect(messages).toMatchObject([{ text: 'Дозвонились. Вопрос решён' }])
    const again = world.asStaff(world.staff.agent, (ctx) => completeCallback({ taskId: task.id, values }, ctx))
    await expect(again).rejects.toMatchObject({ code: 'taskAlreadyCompleted' })
  })
})
