import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CommandId } from '#shared/contract/contract'
import { AbsenceId, type StaffId } from '#shared/contract/ids'
import type { StaffActor } from '../../db/context.ts'
import { makeWorld, type World } from '../../db/testing/world.ts'
import { absenceHandlers, standsInFor } from './index.ts'

const TUESDAY = new Date('2026-11-24T09:00:00Z')
let world: World

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const commandId = () => CommandId.parse(crypto.randomUUID())
type Period = { fromDay: string; toDay: string }
const set = (by: StaffActor, staffId: StaffId, substituteId: StaffId, period: Period, now = TUESDAY) =>
  world.asStaff(
    by,
    (ctx) => absenceHandlers.setAbsence({ staffId, substituteId, ...period, commandId: commandId() }, ctx),
    now,
  )
const cancel = (by: StaffActor, id: string, now = TUESDAY) =>
  world.asStaff(
    by,
    (ctx) => absenceHandlers.cancelAbsence({ absenceId: AbsenceId.parse(id), commandId: commandId() }, ctx),
    now,
  )
const standing = (staffId: StaffId, at: string) => world.asSystem((ctx) => standsInFor({ staffId }, ctx), new Date(at))

describe('an absence', () => {
  it('lasts from its first day to its last, by the clocks of the company', async () => {
    const { agent, agent2 } = world.staff
    const absence = await set(agent, agent.id, agent2.id, { fromDay: '2026-11-25', toDay: '2026-11-26' })
    expect(absence).toMatchObject({ staffName: agent.name, substituteName: agent2.name, setByName: agent.name })
    // 21:00 UTC is midnight in Moscow
    expect(await standing(agent2.id, '2026-11-24T20:59:59Z')).toEqual([])
    expect(await standing(agent2.id, '2026-11-24T21:00:00Z')).toEqual([agent.id])
    expect(await standing(agent2.id, '2026-11-26T20:59:59Z')).toEqual([agent.id])
    expect(await standing(agent2.id, '2026-11-26T21:00:00Z')).toEqual([])
    expect((await world.facts('absenceChanged')).at(-1)?.rooms).toEqual([`staff:${agent.id}`, `staff:${agent2.id}`])
    await cancel(agent, absence.id)
    expect(await standing(agent2.id, '2026-11-25T09:00:00Z')).toEqual([])
    await expect(cancel(agent, absence.id)).rejects.toMatchObject({ code: 'absenceOver' })
  })

  it('is set by the person, or by the supervisor of their branch, and by nobody else', async () => {
    const { specialist, supervisor, agent, agent2, clerk } = world.staff
    const week = { fromDay: '2026-12-01', toDay: '2026-12-05' }
    await expect(set(agent, agent2.id, agent.id, week)).rejects.toMatchObject({ code: 'notYourColleague' })
    // the contact centre belongs to no branch: it has supervisors of its own
    const specialist2 = { ...world.staff.specialist }
    await expect(set(clerk, specialist2.id, agent.id, week)).rejects.toMatchObject({ code: 'notYourColleague' })
    await expect(set(supervisor, specialist.id, agent.id, week)).rejects.toMatchObject({ code: 'substituteMayNot' })
    await expect(set(supervisor, world.staff.otherBranchClerk.id, clerk.id, week)).rejects.toMatchObject({
      code: 'notYourColleague',
    })
  })

  it('is refused where it crosses another, where the substitute is away, backwards and in the past', async () => {
    const { agent, agent2 } = world.staff
    const first = await set(agent, agent.id, agent2.id, { fromDay: '2027-02-01', toDay: '2027-02-10' })
    const again = (period: Period, staff = agent, substitute = agent2) => set(staff, staff.id, substitute.id, period)
    await expect(again({ fromDay: '2027-02-10', toDay: '2027-02-12' })).rejects.toMatchObject({
      code: 'absenceOverlaps',
    })
    await expect(again({ fromDay: '2027-02-05', toDay: '2027-02-06' }, agent2, agent)).rejects.toMatchObject({
      code: 'substituteAbsent',
    })
    await expect(again({ fromDay: '2027-03-02', toDay: '2027-03-01' })).rejects.toMatchObject({
      code: 'periodBackwards',
    })
    await expect(again({ fromDay: '2026-11-01', toDay: '2026-11-23' })).rejects.toMatchObject({ code: 'periodPast' })
    await again({ fromDay: '2027-02-11', toDay: '2027-02-12' })
    await cancel(agent, first.id)
    await again({ fromDay: '2027-02-05', toDay: '2027-02-06' }, agent2, agent)
  })

  it('set twice at the same moment is one absence', async () => {
    const { agent, agent2 } = world.staff
    const period = { fromDay: '2027-05-01', toDay: '2027-05-10' }
    const results = await Promise.allSettled([1, 2].map(() => set(agent, agent.id, agent2.id, period)))
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('is seen by the person, by who stands in, and by the supervisor of the branch', async () => {
    const { agent, agent2, clerk, supervisor } = world.staff
    await set(agent, agent.id, agent2.id, { fromDay: '2027-06-01', toDay: '2027-06-02' })
    const sees = async (staff: StaffActor) =>
      (
        await world.asStaff(staff, (ctx) => absenceHandlers.listAbsences({}, ctx), new Date('2027-05-31T09:00:00Z'))
      ).items.some(({ fromDay }) => fromDay === '2027-06-01')
    const everywhere = { ...supervisor, branchId: null }
    expect(await Promise.all([agent, agent2, clerk, supervisor, everywhere].map(sees))).toEqual([
      true,
      true,
      false,
      false,
      true,
    ])
  })
})
