import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CommandId } from '#shared/contract/contract'
import { TermName } from '#shared/contract/term'
import { TopicCode } from '#shared/contract/topic'
import { makeWorld, type World } from '../../db/testing/world.ts'
import { findTerm, termEndsAt, termHandlers } from './index.ts'

const TUESDAY = new Date('2026-11-24T09:00:00Z')
const REPLY = TermName.parse('appeal.reply')
const SOURCE = 'Приказ о сокращении срока ответа'
const commandId = () => CommandId.parse(crypto.randomUUID())
let world: World

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

type Given = Partial<Parameters<typeof termHandlers.addTerm>[0]>
const add = (given: Given = {}, now = TUESDAY) =>
  world.asStaff(
    world.staff.admin,
    (ctx) =>
      termHandlers.addTerm(
        {
          ...{ name: REPLY, topic: null, kind: null, amount: 15, unit: 'calendarDays' },
          ...{ validFrom: '2027-01-01', source: SOURCE, commandId: commandId(), ...given },
        },
        ctx,
      ),
    now,
  )
const withdraw = (id: number, now = TUESDAY) =>
  world.asStaff(world.staff.admin, (ctx) => termHandlers.withdrawTerm({ id, commandId: commandId() }, ctx), now)
const lengthOn = async (day: string, topic?: string) => {
  const term = await world.asSystem((ctx) => findTerm({ name: REPLY, topic }, ctx), new Date(`${day}T09:00:00Z`))
  return term.amount
}
const rows = async () => (await world.asSystem((ctx) => termHandlers.listTermRows({}, ctx), TUESDAY)).items

describe('a term', () => {
  it('changes from a day on; what held before goes on holding until then', async () => {
    const added = await add()
    expect(added).toMatchObject({ addedByName: world.staff.admin.name, validTo: null, source: SOURCE })
    expect([await lengthOn('2026-12-31'), await lengthOn('2027-01-01')]).toEqual([30, 15])
    const reply = (await rows()).filter(({ name }) => name === REPLY)
    expect(reply.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
      ['2027-01-01', null],
      ['2020-01-01', '2026-12-31'],
    ])
    await withdraw(added.id)
    expect(await lengthOn('2027-01-01')).toBe(30)
  })

  it('for one topic goes before the general one', async () => {
    const topic = TopicCode.parse('dangerousLine')
    const added = await add({ topic, amount: 3 })
    expect([await lengthOn('2027-01-02', 'dangerousLine'), await lengthOn('2027-01-02', 'voltageQuality')]).toEqual([
      3, 30,
    ])
    await withdraw(added.id)
  })

  it('never rewrites what has held, and is refused where nothing would use it', async () => {
    await expect(add({ validFrom: '2026-11-23' })).rejects.toMatchObject({ code: 'validFromPast' })
    await expect(add({ name: TermName.parse('no.such') })).rejects.toMatchObject({ code: 'termUnknown' })
    await expect(add({ topic: TopicCode.parse('noSuchTopic') })).rejects.toMatchObject({ code: 'topicUnknown' })
    const added = await add({ validFrom: '2027-02-01' })
    await expect(add({ validFrom: '2027-02-01', amount: 10 })).rejects.toMatchObject({ code: 'termExists' })
    await expect(withdraw(added.id, new Date('2027-02-01T09:00:00Z'))).rejects.toMatchObject({ code: 'termHolds' })
    await withdraw(added.id)
    await expect(withdraw(added.id)).rejects.toMatchObject({ code: 'noSuchTerm' })
    expect((await world.facts('termWithdrawn')).at(-1)?.payload).toMatchObject({ term: { id: added.id } })
  })

  it('may be a length itself, for a drawing that names one', async () => {
    const due = (name: string) => world.asSystem((ctx) => termEndsAt({ name }, ctx), TUESDAY)
    expect((await due('2wd')).toISOString()).toBe('2026-11-26T15:00:00.000Z')
    expect((await due('4cd')).toISOString()).toBe('2026-11-30T15:00:00.000Z')
    await expect(due('no.such')).rejects.toThrow('no term no.such')
  })
})
