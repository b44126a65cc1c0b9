import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseId, InstanceId } from '#shared/contract/ids'
import type { WorldServer } from '../../db/testing/serveWorld.ts'
import { instanceHandlers } from '../../domain/instance/index.ts'
import { type AppealWorld, classified, MONDAY, makeAppealWorld } from '../testing/appealWorld.ts'

let world: AppealWorld
let server: WorldServer
beforeAll(async () => {
  world = await makeAppealWorld()
  server = await world.serve()
})
afterAll(() => world.close())

const reason = 'Поправка данных'
const key = 'appeal'
const find = async (more: object = {}, by = world.staff.analyst) =>
  (await server.call('findInstances', { key, ...more }, by)).body.items
async function registered(now = new Date()): Promise<{ instanceId: InstanceId; number: string; caseId: CaseId }> {
  const { number, id } = await world.register({ now })
  const [line] = await find({ businessKey: number })
  if (!line) throw new Error('no instance')
  return { instanceId: line.id, number, caseId: id }
}
const open = async (instanceId: InstanceId) =>
  (await server.call('openInstance', { instanceId }, world.staff.analyst)).body

describe('the instances of a process', () => {
  it('are found by what they are, newest first and page by page', async () => {
    const made = [await registered(), await registered(), await registered()]
    const ids = made.map(({ instanceId }) => instanceId).reverse()
    const first = (await server.call('findInstances', { key, limit: 2 }, world.staff.analyst)).body
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2))
    const second = await find({ limit: 2, after: first.next })
    expect(second.map(({ id }) => id)).toEqual(ids.slice(2))
    expect(await find({ elementId: 'classify', version: 1, state: 'active' })).toHaveLength(3)
    expect(await find({ elementId: 'draft' })).toEqual([])
    expect(await find({ overdue: 'true' })).toEqual([])
    const { instanceId: late } = await registered(new Date(MONDAY.getTime() - 30 * 86_400_000))
    expect(await find({ overdue: 'true' })).toMatchObject([{ id: late, isOverdue: true }])
    expect(await find({ withIncident: 'true' })).toEqual([])
    const [byVariable] = await find({ variable: 'caseId', value: made[1]?.caseId })
    expect(byVariable?.id).toBe(made[1]?.instanceId)
    const keyless = await server.call('findInstances', { variable: 'caseId', value: 'x' }, world.staff.analyst)
    expect(keyless).toMatchObject({ status: 409, body: { refusal: 'keyNeeded' } })
  })

  it('are opened with all there is of them, and who did what', async () => {
    const { instanceId, caseId } = await registered()
    const opened = await open(instanceId)
    expect(opened).toMatchObject({
      key,
      version: 1,
      newestVersion: 1,
      state: 'active',
      nodes: ['classify'],
      caller: null,
    })
    expect(opened.xml).toContain('id="classify"')
    expect(opened.tokens).toMatchObject([{ elementId: 'classify', waitsFor: 'person' }])
    expect(opened.scopes[0]?.variables).toMatchObject([{ name: 'answerDueAt' }, { name: 'caseId', value: caseId }])
    expect(opened.steps[0]).toMatchObject({ event: 'started', actorName: world.staff.agent.name })
    expect(opened.olderSteps).toBeNull()
  })

  it('of another branch are kept from a supervisor, of no use to whoever is no operator', async () => {
    const { instanceId } = await registered()
    const stranger = { ...world.staff.supervisor, branchId: world.otherBranch }
    const asked = world.asStaff(stranger, async (ctx) => {
      const lines = await instanceHandlers.findInstances({ limit: 50 }, ctx)
      expect(lines.items).toEqual([])
      return instanceHandlers.openInstance({ instanceId }, ctx)
    })
    await expect(asked).rejects.toMatchObject({ code: 'otherBranch' })
    expect((await server.call('openInstance', { instanceId }, world.staff.supervisor)).status).toBe(200)
    expect((await server.call('openInstance', { instanceId }, world.staff.agent)).status).toBe(403)
    const change = { instanceId, name: 'x', value: 1, reason }
    expect((await server.call('changeVariable', change, world.staff.supervisor)).status).toBe(403)
  })

  it('are counted by node with the time they took', async () => {
    const id = (await world.register({ now: MONDAY })).id
    await world.doStep(id, world.staff.agent, classified, new Date(MONDAY.getTime() + 3_600_000))
    const { body } = await server.call('nodeStatistics', { key, version: 1, days: 366 }, world.staff.auditor)
    const at = (elementId: string) => body.nodes.find((node) => node.elementId === elementId)
    expect(at('draft')).toMatchObject({ running: 1, completed: 0 })
    expect(at('classify')).toMatchObject({ completed: 1, medianSeconds: 3_600, meanSeconds: 3_600 })
    expect(body.active).toBeGreaterThan(1)
    expect((await server.call('nodeStatistics', { key, version: 99 }, world.staff.auditor)).status).toBe(404)
  })
})

describe('whoever interferes', () => {
  it('gives a reason, and it is told to the company without the value', async () => {
    const { instanceId, number } = await registered()
    const change = { instanceId, name: 'note', value: 'Иванов', reason }
    expect((await server.call('changeVariable', { ...change, reason: '' }, world.staff.analyst)).status).toBe(400)
    expect((await server.call('changeVariable', change, world.staff.analyst)).body).toMatchObject({ state: 'active' })
    const [told] = await world.facts('instanceVariableChanged')
    expect(told).toMatchObject({
      actor: `staff:${world.staff.analyst.id}`,
      payload: { businessKey: number, reason, name: 'note' },
    })
    expect(JSON.stringify(told)).not.toContain('Иванов')
    expect((await open(instanceId)).steps.at(-1)).toMatchObject({
      event: 'changed',
      actorName: world.staff.analyst.name,
      detail: { reason },
    })
  })

  it('moves a step with its task: the old one is cancelled, the new one is in the list', async () => {
    const { instanceId, caseId } = await registered()
    const [token] = (await open(instanceId)).tokens
    const move = { instanceId, tokenNo: token?.tokenNo, elementId: 'draft', reason }
    const { status } = await server.call('moveToken', move, world.staff.admin)
    expect(status).toBe(200)
    const { tasks } = await world.opened(caseId)
    expect(tasks.map(({ form, state }) => `${form} ${state}`).sort()).toEqual(['classify cancelled', 'draft open'])
    expect(await world.facts('instanceTokenMoved')).toMatchObject([
      { payload: { from: 'classify', to: 'draft', reason } },
    ])
  })

  it('cancels an instance with the case that hangs on it, once', async () => {
    const { instanceId, caseId } = await registered()
    const cancel = () => server.call('cancelInstance', { instanceId, reason }, world.staff.admin)
    expect((await cancel()).body).toEqual({ instanceId, state: 'cancelled', incidents: 0 })
    expect((await world.opened(caseId)).case.status).toBe('cancelled')
    expect(await cancel()).toMatchObject({ status: 409, body: { refusal: 'caseClosed' } })
    expect(await world.facts('instanceCancelled')).toMatchObject([{ payload: { instanceId, reason } }])
  })
})
