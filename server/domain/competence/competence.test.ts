import { afterAll, beforeAll, expect, it } from 'vitest'
import { CommandId } from '#shared/contract/contract'
import { StaffId } from '#shared/contract/ids'
import type { StaffActor } from '../../db/context.ts'
import { makeWorld, type World } from '../../db/testing/world.ts'
import { competenceHandlers } from './index.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const set = (by: StaffActor, staffId: StaffId, skills: string[]) =>
  world.asStaff(by, (ctx) =>
    competenceHandlers.setCompetence(
      { staffId, unit: 'metering', skills, commandId: CommandId.parse(crypto.randomUUID()) },
      ctx,
    ),
  )
const list = (by: StaffActor) =>
  world.asStaff(by, async (ctx) => (await competenceHandlers.listCompetences({}, ctx)).items)

it('a supervisor says what the people of the branch are able to do, an administrator what anybody is', async () => {
  const { supervisor, specialist, otherBranchClerk, admin } = world.staff
  expect(await set(supervisor, specialist.id, ['щиты', 'поверка', 'щиты'])).toMatchObject({
    unit: 'metering',
    skills: ['поверка', 'щиты'],
  })
  expect((await world.facts('competenceChanged')).at(-1)?.rooms).toEqual([`staff:${specialist.id}`])
  await expect(set(supervisor, otherBranchClerk.id, [])).rejects.toMatchObject({ code: 'otherBranch' })
  await set(admin, otherBranchClerk.id, ['поверка'])
  const unknown = StaffId.parse('0197e1f0-0000-7000-8000-000000000001')
  await expect(set(admin, unknown, [])).rejects.toMatchObject({ code: 'noSuchStaff' })
})

it('a supervisor sees the branch, an administrator everybody who does tasks', async () => {
  const { supervisor, admin } = world.staff
  const names = (await list(supervisor)).map(({ name }) => name)
  expect(names).toEqual(['Сотрудник clerk', 'Сотрудник specialist', 'Сотрудник supervisor'])
  expect((await list(admin)).length).toBeGreaterThan(names.length)
  expect((await list(admin)).some(({ roles }) => roles.includes('auditor'))).toBe(false)
})
