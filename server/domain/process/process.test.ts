import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  appeal,
  commandId,
  type DesignWorld,
  drawing,
  makeDesignWorld,
  pass,
  service,
} from '../../processes/testing/designWorld.ts'

let world: DesignWorld
beforeAll(async () => {
  world = await makeDesignWorld()
})
afterAll(() => world.close())

describe('who may', () => {
  it('reads: supervisors, auditors, analysts, administrators; nobody else', async () => {
    const { analyst, admin, auditor, supervisor, agent, clerk, specialist } = world.staff
    for (const who of [analyst, admin, auditor, supervisor])
      expect((await world.server.call('listProcesses', {}, who)).status).toBe(200)
    for (const who of [agent, clerk, specialist])
      expect((await world.server.call('listProcesses', {}, who)).status).toBe(403)
    expect((await world.server.call('listProcesses', {})).status).toBe(401)
  })
  it('draws: analysts and administrators only', async () => {
    for (const who of [world.staff.auditor, world.staff.supervisor, world.staff.agent])
      expect((await world.save(drawing(), {}, who)).status).toBe(403)
    for (const name of ['deployProcess', 'rollBackProcess', 'discardDraft'] as const)
      expect((await world.server.call(name, { key: pass }, world.staff.auditor)).status).toBe(403)
  })
})

describe('a draft', () => {
  it('is kept, listed as drawn only, and grows by every saving', async () => {
    const first = await world.save(drawing())
    expect(first).toMatchObject({ status: 200, body: { revision: 1, basedOn: null } })
    const second = await world.save(drawing({ task: 'Выдать' }), { revision: 1 })
    expect(second.body.revision).toBe(2)
    const { body } = await world.server.call('listProcesses', {}, world.staff.analyst)
    const line = body.items.find(({ key }) => key === pass)
    expect(line).toMatchObject({ name: 'Пропуск', version: null, hasOwnWork: false, draft: { revision: 2 } })
    expect((await world.opened()).draft?.xml).toContain('Выдать"')
  })
  it('refuses who drew on an older one, and says whose it is and since when', async () => {
    const late = await world.save(drawing({ task: 'Моё' }), { revision: 1 }, world.staff.admin)
    expect(late.status).toBe(409)
    expect(late.body).toMatchObject({
      refusal: 'draftChangedMeanwhile',
      detail: { savedByName: world.staff.analyst.name, revision: 2 },
    })
    expect((await world.save(drawing(), { revision: 0 })).body).toMatchObject({ refusal: 'draftChangedMeanwhile' })
    expect((await world.opened()).draft?.xml).not.toContain('Моё')
  })
  it('of two savings at once keeps one and refuses the other', async () => {
    const both = await Promise.all(
      [world.staff.analyst, world.staff.admin].map((who) =>
        world.save(drawing({ task: who.login }), { revision: 2 }, who),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await world.opened()).draft?.revision).toBe(3)
  })
  it('of a new process may not take the key of one that runs', async () => {
    expect((await world.save(drawing(), { key: appeal })).body).toMatchObject({ refusal: 'keyTaken' })
  })
  it('saved twice with the same command is saved once', async () => {
    const id = commandId()
    const more = { revision: 3, commandId: id }
    const first = await world.save(drawing({ task: 'Дважды' }), more)
    expect(await world.save(drawing({ task: 'Дважды' }), more)).toEqual(first)
    expect((await world.opened()).draft?.revision).toBe(4)
  })
  it('is discarded only as it was seen; then it is gone for whoever still draws on it', async () => {
    const discard = (revision: number) =>
      world.server.call('discardDraft', { key: pass, revision }, world.staff.analyst)
    expect((await discard(3)).body).toMatchObject({ refusal: 'draftChangedMeanwhile' })
    expect((await discard(4)).status).toBe(200)
    expect((await discard(4)).body).toMatchObject({ refusal: 'noDraft' })
    expect((await world.save(drawing(), { revision: 4 })).body).toMatchObject({ refusal: 'draftGone' })
    expect((await world.server.call('openProcess', { key: pass }, world.staff.analyst)).status).toBe(404)
  })
})

describe('a deployment', () => {
  it('that is refused names every element, keeps the draft and makes no version', async () => {
    const { body } = await world.save(drawing({ inside: service('noSuchWork') }))
    const refused = await world.deploy(body.revision)
    expect(refused).toMatchObject({
      status: 200,
      body: { outcome: 'refused', problems: [{ code: 'unknownBinding', elementId: 'extra', elementName: 'Работа' }] },
    })
    const opened = await world.opened()
    expect(opened.versions).toEqual([])
    expect(opened.draft?.revision).toBe(body.revision)
  })
  it('makes a version with a comment and takes the draft away; the same command again answers the same', async () => {
    const saved = await world.save(drawing({ inside: service('close') }), { revision: 1 })
    const more = { commandId: commandId(), comment: 'Выдаём и закрываем' }
    const first = await world.deploy(saved.body.revision, more)
    expect(first.body).toEqual({ outcome: 'deployed', version: 1 })
    expect(await world.deploy(saved.body.revision, more)).toEqual(first)
    const opened = await world.opened()
    expect(opened.draft).toBeNull()
    expect(opened.versions).toMatchObject([
      { version: 1, comment: 'Выдаём и закрываем', deployedByName: world.staff.analyst.name, rolledBackTo: null },
    ])
    expect(await world.facts('processDeployed')).toHaveLength(1)
  })
  it('of an older revision, of the same drawing and of another process is refused', async () => {
    const same = await world.save(drawing({ inside: service('close') }), { basedOn: 1 })
    expect((await world.deploy(same.body.revision + 1)).body).toMatchObject({ refusal: 'draftChangedMeanwhile' })
    expect((await world.deploy(same.body.revision)).body).toMatchObject({ refusal: 'nothingChanged' })
    const other = await world.save(drawing({ key: 'other' }), { revision: 1, basedOn: 1 })
    expect((await world.deploy(other.body.revision)).body).toMatchObject({
      refusal: 'keyDiffers',
      detail: { key: 'other' },
    })
    const { body } = await world.server.call('listProcesses', {}, world.staff.analyst)
    expect(body.items.map(({ key }) => key)).not.toContain('other')
    await world.server.call('discardDraft', { key: pass, revision: 2 }, world.staff.analyst)
  })
})

describe('rolling back', () => {
  const rollBack = (version: number, more: object = {}) =>
    world.server.call(
      'rollBackProcess',
      { key: pass, version, comment: 'Вернули как было', ...more },
      world.staff.analyst,
    )
  it('deploys an earlier drawing anew as the newest', async () => {
    expect(await world.version(drawing({ task: 'Выдать вдвоём' }), 1)).toBe(2)
    expect((await rollBack(1)).body).toEqual({ outcome: 'deployed', version: 3 })
    const [newest, ...rest] = (await world.opened()).versions
    expect(newest).toMatchObject({ version: 3, rolledBackTo: 1, comment: 'Вернули как было' })
    expect(rest.map(({ version }) => version)).toEqual([2, 1])
    const xml = async (version: number) =>
      (await world.server.call('openProcessVersion', { key: pass, version }, world.staff.auditor)).body.xml
    expect(await xml(3)).toBe(await xml(1))
    expect(await xml(2)).toContain('Выдать вдвоём')
  })
  it('to what runs already is refused, and to what never was is missing', async () => {
    expect((await rollBack(1)).body).toMatchObject({ refusal: 'alreadyRunning' })
    expect((await rollBack(9)).status).toBe(404)
    expect((await world.opened()).versions).toHaveLength(3)
  })
  it('with the same command twice makes one version', async () => {
    const more = { commandId: commandId() }
    const first = await rollBack(2, more)
    expect(await rollBack(2, more)).toEqual(first)
    expect((await world.opened()).versions).toHaveLength(4)
  })
})

describe('what a drawing may name', () => {
  it('is every piece of work with its words, forms and terms', async () => {
    const { body } = await world.server.call('listBindings', {}, world.staff.analyst)
    const send = body.bindings.find(({ name }) => name === 'send')
    expect(send).toMatchObject({ key: 'appeal', title: { ru: 'Отправить ответ', en: 'Send the answer' } })
    expect(send?.needs.map(({ name }) => name)).toEqual(['caseId'])
    expect(body.forms).toContain('approve')
    expect(body.terms.map(({ name }) => name)).toContain('appeal.draft')
  })
})

describe('trying', () => {
  const facts = async () => (await world.facts()).length
  it('runs a draft with nothing kept and nobody told; only who draws may', async () => {
    const before = await facts()
    const command = { xml: drawing(), variables: { a: 1 }, moves: [] }
    expect((await world.server.call('tryProcess', command, world.staff.auditor)).status).toBe(403)
    const { body } = await world.server.call('tryProcess', command, world.staff.analyst)
    expect(body).toMatchObject({ outcome: 'ran', state: 'active', tasks: [{ elementId: 'give' }], variables: { a: 1 } })
    const { body: refused } = await world.server.call(
      'tryProcess',
      { ...command, xml: drawing({ inside: service('noSuchWork') }) },
      world.staff.analyst,
    )
    expect(refused).toMatchObject({ outcome: 'refused', problems: [{ code: 'unknownBinding', elementId: 'extra' }] })
    const gone = { ...command, moves: [{ kind: 'fire', instance: 'i1', timerNo: 99 }] }
    expect((await world.server.call('tryProcess', gone, world.staff.analyst)).body).toMatchObject({
      refusal: 'moveGone',
    })
    expect(await facts()).toBe(before)
    const { rows } = await sql`select 1 from engine_instance`.execute(world.db)
    expect(rows).toEqual([])
  })
  it('makes a decision and says which rules fit, or why there is no answer', async () => {
    const rule = (id: string, test: string, result: string) =>
      `<rule id="${id}"><inputEntry id="t${id}"><text>${test}</text></inputEntry><outputEntry id="o${id}"><text>${result}</text></outputEntry></rule>`
    const table = (
      rules: string,
    ) => `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" namespace="n">
      <decision id="term" name="Срок"><decisionTable id="t" hitPolicy="UNIQUE"><input id="i"><inputExpression id="x"><text>power</text></inputExpression></input>
      <output id="o" name="days" />${rules}</decisionTable></decision></definitions>`
    const ask = async (rules: string, power: unknown) =>
      (
        await world.server.call(
          'tryDecision',
          { dmn: table(rules), decision: 'term', inputs: { power } },
          world.staff.analyst,
        )
      ).body
    const rules = rule('low', '&lt;= 15', '10') + rule('high', '&gt; 15', '30')
    expect(await ask(rules, 5)).toEqual({ outcome: 'answered', value: 10, hits: ['low'] })
    expect(await ask(rules, null)).toEqual({ outcome: 'answered', value: null, hits: [] })
    expect(await ask(rules + rule('all', '-', '1'), 5)).toMatchObject({ outcome: 'failed', hits: ['low', 'all'] })
    expect(await ask(rule('bad', '&lt; (', '1'), 5)).toMatchObject({
      outcome: 'refused',
      problems: [{ code: 'badExpression' }],
    })
  })
})

describe('a step', () => {
  it('with a term that stands nowhere is refused', async () => {
    const xml = drawing().replace('okno:roles="clerk"', 'okno:roles="clerk" okno:term="appeal.nowhere"')
    const saved = await world.save(xml, { basedOn: 4 })
    expect((await world.deploy(saved.body.revision)).body).toMatchObject({
      outcome: 'refused',
      problems: [{ code: 'termUnknown', elementId: 'give', detail: 'appeal.nowhere' }],
    })
    await world.server.call('discardDraft', { key: pass, revision: saved.body.revision }, world.staff.analyst)
  })
})

describe('a rule task', () => {
  it('is refused when nobody has drawn its decision', async () => {
    const inside = '<businessRuleTask id="extra" name="Срок" okno:decision="nobodys" />'
    const saved = await world.save(drawing({ inside }), { basedOn: 4 })
    expect((await world.deploy(saved.body.revision)).body).toMatchObject({
      outcome: 'refused',
      problems: [{ code: 'decisionUnknown', elementId: 'extra', elementName: 'Срок', detail: 'nobodys' }],
    })
  })
})
