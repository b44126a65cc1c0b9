import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { deployProcesses, engine } from '../index.ts'
import { appeal, type DesignWorld, makeDesignWorld } from '../testing/designWorld.ts'
import { deployRelease } from './deployRelease.ts'

let world: DesignWorld
let xml: string
beforeAll(async () => {
  world = await makeDesignWorld()
  xml = await readFile(join(import.meta.dirname, '../appeal/appeal.bpmn'), 'utf8')
})
afterAll(() => world.close())

const versions = async () =>
  (await world.server.call('openProcess', { key: appeal }, world.staff.analyst)).body.versions.map((one) => one.version)
const release = (drawing: string) => world.asSystem((ctx) => deployRelease(engine, { key: appeal, xml: drawing }, ctx))

it('a newer release deploys its drawing', async () => {
  await release(xml.replace('Разобрать обращение', 'Разобрать'))
  expect(await versions()).toEqual([2, 1])
})

it('a restart takes back neither what an analyst deployed nor what they rolled back to', async () => {
  const by = world.staff.analyst
  await world.server.call('rollBackProcess', { key: appeal, version: 1, comment: 'Как раньше' }, by)
  await deployProcesses(world.db)
  await release(xml.replace('Разобрать обращение', 'Изучить'))
  expect(await versions()).toEqual([3, 2, 1])
})
