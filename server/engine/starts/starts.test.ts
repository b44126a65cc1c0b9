import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorld, type World } from '../../db/testing/world.ts'
import { makeEngine } from '../index.ts'
import { draw, flow } from '../testing/draw.ts'
import { drawDecisions, drawTable } from '../testing/drawDecision.ts'
import { type Log, loggedWork, start } from '../testing/prove.ts'

let world: World
const log: Log = []
const work = loggedWork(log)
const engine = makeEngine({ p: work, ticking: work, asking: work })
const NOON = new Date('2026-11-24T12:00:00Z')
const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1_000)

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const beginning = (definition: string, key: string, task = 't') =>
  draw(
    `<startEvent id="s">${definition}</startEvent><userTask id="${task}"/><endEvent id="e"/>${flow('s', task)}${flow(task, 'e')}`,
    key,
  )
const timed = (rule: string, task?: string) =>
  beginning(`<timerEventDefinition>${rule}</timerEventDefinition>`, 'ticking', task)
const deploy = (xml: string, at = NOON) => world.asSystem((ctx) => engine.deploy({ xml }, ctx), at)
const fire = (seconds: number) => world.asSystem((ctx) => engine.fireDueStarts(ctx), later(seconds))
const running = async () =>
  (
    await sql<{ element: string }>`select element_id as element from engine_token order by instance_id`.execute(
      world.db,
    )
  ).rows

describe('a start by a timer', () => {
  it('begins an instance each time it is due, without a burst after a pause', async () => {
    await deploy(timed('<timeCycle>R3/PT1H</timeCycle>'))
    expect(await fire(3_599)).toMatchObject({ fired: 0 })
    expect(await fire(3_600)).toMatchObject({ fired: 1 })
    expect(await fire(36_000)).toMatchObject({ fired: 1 })
    expect(await fire(36_001)).toMatchObject({ fired: 0 })
    expect(await fire(39_600)).toMatchObject({ fired: 1 })
    expect(await fire(999_999)).toMatchObject({ fired: 0 })
    expect(await running()).toHaveLength(3)
  })
  it('gives way to that of a newer version', async () => {
    await deploy(timed('<timeDuration>PT1H</timeDuration>'))
    await deploy(timed('<timeDuration>PT2H</timeDuration>', 'newer'))
    expect(await fire(3_600)).toMatchObject({ fired: 0 })
    expect(await fire(7_200)).toMatchObject({ fired: 1 })
    expect((await running()).at(-1)).toEqual({ element: 'newer' })
  })
  it('by a date that has passed does not begin again when it is deployed anew', async () => {
    await deploy(timed('<timeDate>2026-11-01T00:00:00Z</timeDate>'))
    expect(await fire(999_999)).toMatchObject({ fired: 0 })
  })
})

describe('a start by a condition', () => {
  it('begins when it holds for what is told', async () => {
    await deploy(
      beginning('<conditionalEventDefinition><condition>level > 3</condition></conditionalEventDefinition>', 'asking'),
    )
    const tell = (level: number) =>
      world.asSystem((ctx) => engine.startWhereTrue({ businessKey: 'L', variables: { level } }, ctx))
    expect(await tell(3)).toEqual([])
    expect(await tell(4)).toHaveLength(1)
  })
})

describe('a business rule task', () => {
  const decision = (result: string) =>
    drawDecisions(
      drawTable({
        id: 'term',
        inputs: ['power'],
        outputs: ['days'],
        rules: [
          ['<= 15', result],
          ['> 15', '99'],
        ],
      }),
    )
  const asking = (attributes: string) =>
    draw(`<startEvent id="s"/><businessRuleTask id="r" okno:decision="term" ${attributes}/><serviceTask id="w" okno:binding="work" okno:input="= {term: term, days: days}"/>
      <endEvent id="e"/>${flow('s', 'r')}${flow('r', 'w')}${flow('w', 'e')}`)
  const asked = async (attributes: string) => {
    await world.asSystem((ctx) => start(engine, asking(attributes), { power: 10 }, ctx), NOON)
    return log.at(-1)
  }
  it('asks the newest version, or the one it names', async () => {
    const deployed = (xml: string) => world.asSystem((ctx) => engine.deployDecision({ xml }, ctx))
    expect(await deployed(decision('30'))).toEqual([{ key: 'term', version: 1, isNew: true }])
    expect(await asked('')).toBe('work {"term":30,"days":null}')
    expect(await deployed(decision('20'))).toEqual([{ key: 'term', version: 2, isNew: true }])
    expect(await deployed(decision('20'))).toEqual([{ key: 'term', version: 2, isNew: false }])
    expect(await asked('')).toBe('work {"term":20,"days":null}')
    expect(await asked('okno:decisionVersion="1" okno:result="days"')).toBe('work {"term":null,"days":30}')
    expect(await asked('okno:input="= {power: 100}"')).toBe('work {"term":99,"days":null}')
  })
  it('whose decision is not there is an incident', async () => {
    const xml = asking('').replace('"term"', '"lost"')
    const id = await world.asSystem((ctx) => start(engine, xml, {}, ctx), NOON)
    const { incidents } = await world.asSystem((ctx) => engine.inspect({ instanceId: id }, ctx))
    expect(incidents).toMatchObject([{ elementId: 'r', code: 'FailedDecision', message: 'there is no decision lost' }])
  })
  it('a drawing that cannot be executed is refused with its reasons', async () => {
    await expect(world.asSystem((ctx) => engine.deployDecision({ xml: '<x/>' }, ctx))).rejects.toMatchObject({
      code: 'decisionRefused',
      problems: [{ code: 'notXml' }],
    })
  })
})
