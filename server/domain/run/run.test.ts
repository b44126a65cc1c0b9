import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Run, RunLine } from '#shared/contract/run'
import { Task } from '#shared/contract/task'
import { until } from '../../db/testing/world.ts'
import { startProcesses } from '../../processes/index.ts'
import { type DesignWorld, drawing, makeDesignWorld, pass } from '../../processes/testing/designWorld.ts'
import { badgeForm, formDrawing } from '../../processes/testing/formDrawing.ts'

let world: DesignWorld
let running: { stop(): Promise<void> }
const failures: unknown[] = []
beforeAll(async () => {
  world = await makeDesignWorld()
  running = await startProcesses(world.db, { onError: (error) => failures.push(error) })
})
afterAll(async () => {
  await running.stop()
  await world.close()
})

async function deploy(key: string, xml: string) {
  const { analyst } = world.staff
  const opened = await world.server.call('openProcess', { key }, analyst)
  const basedOn = opened.status === 200 ? (opened.body.versions[0]?.version ?? null) : null
  const draft = { key, name: 'Пропуск посетителя', xml, revision: 0, basedOn }
  const { body } = await world.server.call('saveDraft', draft, analyst)
  const command = { key, revision: body.revision, comment: 'Проба' }
  return (await world.server.call('deployProcess', command, analyst)).body
}
const start = (key: string, more: object = {}, by = world.staff.agent) =>
  world.server.call('startRun', { consumerId: world.consumer, key, ...more }, by)
async function lineOf(run: Run): Promise<RunLine> {
  const { body } = await world.server.call('listRuns', { consumerId: run.consumerId }, world.staff.agent)
  return RunLine.parse(body.items.find(({ id }) => id === run.id))
}
const stepOf = async (run: Run) => Task.parse((await lineOf(run)).steps[0])
const complete = (task: Task, values: object, by = world.staff.clerk) =>
  world.server.call('completeTask', { taskId: task.id, values: { form: 'own', values } }, by)
const ended = (run: Run, state: string) =>
  until(`${run.number} ${state}`, async () => (await lineOf(run)).state === state || undefined)

describe('a drawn process for a consumer', () => {
  it('is offered once it is deployed, unless it begins by itself or has a noun of its own', async () => {
    expect(await deploy('badge', formDrawing())).toMatchObject({ outcome: 'deployed' })
    const byMessage = drawing().replace(
      '<startEvent id="start" />',
      '<startEvent id="start"><messageEventDefinition messageRef="m" /></startEvent>',
    )
    expect(await deploy('pass', byMessage.replace('<process', '<message id="m" name="go" /><process'))).toMatchObject({
      outcome: 'deployed',
    })
    const { body } = await world.server.call('listStartable', {}, world.staff.agent)
    expect(body.items).toEqual([{ key: 'badge', name: 'Пропуск посетителя', version: 1 }])
    expect((await start('appeal')).body).toMatchObject({ refusal: 'notStartable' })
    expect((await start(pass)).body).toMatchObject({ refusal: 'notStartable' })
    expect((await start('badge', {}, world.staff.auditor)).status).toBe(403)
    expect((await start('badge', {}, world.staff.otherBranchAgent)).status).toBe(403)
  })
  it('puts its step into the list of the role in the drawing, and ends when it is done', async () => {
    const { body: run } = await start('badge')
    expect(run).toMatchObject({ state: 'active', version: 1, startedByName: world.staff.agent.name })
    const step = await stepOf(run)
    expect(step).toMatchObject({ form: 'own', title: 'Выдать', roles: ['clerk'], consumerId: world.consumer })
    const list = (await world.server.call('listTasks', { view: 'mine' }, world.staff.clerk)).body.items
    expect(list.map(({ id }) => id)).toContain(step.id)
    expect((await complete(step, {}, world.staff.specialist)).status).toBe(403)
    expect((await complete(step, { visitor: 'Иванов', days: 2 })).body).toMatchObject({ state: 'done' })
    await ended(run, 'completed')
    expect(await world.facts('runEnded')).toHaveLength(1)
    const { rows } = await sql<{ patch: object }>`
      select patch from engine_variable v join process_run r on r.instance_id = v.instance_id where r.id = ${run.id}`.execute(
      world.db,
    )
    expect(Object.assign({}, ...rows.map(({ patch }) => patch))).toMatchObject({ visitor: 'Иванов', days: 2 })
  })
  it('shows the form of its own version, however the process has been changed since', async () => {
    const { body: run } = await start('badge')
    const step = await stepOf(run)
    const [field] = badgeForm.components
    const shorter = { type: 'default', components: [{ ...field, validate: { required: true, maxLength: 3 } }] }
    expect(await deploy('badge', formDrawing({ schema: shorter }))).toMatchObject({ version: 2 })
    const opened = await world.server.call('openTaskForm', { taskId: step.id }, world.staff.clerk)
    expect(opened.body.form?.schema.components).toHaveLength(2)
    expect((await complete(step, { visitor: 'Длинное имя', days: 1 })).status).toBe(200)
    await ended(run, 'completed')
  })
  it('refuses what does not fit, and says which field and why; the step stays', async () => {
    const { body: run } = await start('badge')
    const step = await stepOf(run)
    expect(await complete(step, { visitor: 'Длинное', days: 1 })).toMatchObject({
      status: 409,
      body: {
        refusal: 'valuesRefused',
        detail: {
          problems: [
            { field: 'days', code: 'unknownField' },
            { field: 'visitor', label: 'Кому', code: 'tooLong', limit: 3 },
          ],
        },
      },
    })
    expect((await complete(step, {})).body).toMatchObject({ detail: { problems: [{ code: 'required' }] } })
    expect((await stepOf(run)).id).toBe(step.id)
    expect((await complete(step, { visitor: 'Ян' })).status).toBe(200)
    await ended(run, 'completed')
  })
  it('leaves its end on the timeline, once', async () => {
    const { rows } = await sql<{ subject: string }>`
      select subject from interaction where consumer_id = ${world.consumer} and channel = 'note' order by started_at, id`.execute(
      world.db,
    )
    const told = rows.map(({ subject }) => subject).filter((subject) => subject.includes('завершён'))
    expect(told).toHaveLength(3)
    expect(told[0]).toMatch(/^Процесс «Пропуск посетителя» завершён: P\d\d-000001$/)
  })
  it('is stopped with a reason; its step goes and nothing can be done twice', async () => {
    const { body: run } = await start('badge')
    const step = await stepOf(run)
    const stop = () => world.server.call('cancelRun', { runId: run.id, reason: 'Начали по ошибке' }, world.staff.agent)
    expect((await stop()).body).toMatchObject({ state: 'cancelled' })
    expect((await lineOf(run)).steps).toEqual([])
    expect((await stop()).body).toMatchObject({ refusal: 'runEnded' })
    expect((await complete(step, { visitor: 'Ян' })).status).toBe(409)
  })
  it('belongs to the contact it was started out of', async () => {
    const { body: note } = await world.server.call(
      'addNote',
      { consumerId: world.consumer2, text: 'Звонил' },
      world.staff.agent,
    )
    expect((await start('badge', { interactionId: note.id })).body).toMatchObject({ refusal: 'interactionOfAnother' })
    const { body } = await start('badge', { consumerId: world.consumer2, interactionId: note.id })
    expect(body).toMatchObject({ interactionId: note.id, consumerId: world.consumer2 })
  })
  it('that cannot go on by itself says where and why, and a supervisor tries it again', async () => {
    const failing = drawing({ key: 'stuck', inside: '<serviceTask id="extra" name="Работа" okno:binding="close" />' })
    expect(await deploy('stuck', failing)).toMatchObject({ outcome: 'deployed' })
    const { body: run } = await start('stuck')
    expect((await complete(await stepOf(run), {})).status).toBe(200)
    expect((await lineOf(run)).failures).toMatchObject([{ elementId: 'extra', elementName: 'Работа' }])
    const again = (by = world.staff.supervisor) => world.server.call('retryRun', { runId: run.id }, by)
    expect((await again(world.staff.agent)).status).toBe(403)
    expect((await again()).body).toEqual({ stillFailing: 1 })
  })
})

describe('a deployment with forms', () => {
  it('is refused when a step names a form there is not, with the step', async () => {
    expect(await deploy('badge', formDrawing({ form: 'gone' }))).toMatchObject({
      outcome: 'refused',
      problems: [{ code: 'formUnknown', elementId: 'give', elementName: 'Выдать', detail: 'gone' }],
    })
    await world.server.call('discardDraft', { key: 'badge', revision: 1 }, world.staff.analyst)
  })
  it('is refused when a form is broken or takes the name of another', async () => {
    const problemsOf = async (drawn: object) => {
      const body = await deploy('badge', formDrawing(drawn))
      await world.server.call('discardDraft', { key: 'badge', revision: 1 }, world.staff.analyst)
      return body.outcome === 'refused' ? body.problems.map(({ code, elementName }) => `${code} ${elementName}`) : []
    }
    expect(await problemsOf({ schema: '{' })).toEqual(['formBroken Пропуск'])
    expect(await problemsOf({ schema: { type: 'default', components: [{ type: 'iframe' }] } })).toEqual([
      'fieldUnknown Пропуск',
    ])
    const taken = '<okno:form id="draft" name="Ответ">{"type":"default","components":[]}</okno:form>'
    expect(await problemsOf({ carried: taken, form: 'draft' })).toEqual(['formIdTaken Ответ'])
  })
  it('nothing failed behind the screens', () => expect(failures).toEqual([]))
})
