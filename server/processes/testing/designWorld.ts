import { CommandId } from '#shared/contract/contract'
import { ProcessKey } from '#shared/contract/process'
import { makeWorld } from '../../db/testing/world.ts'
import { deployProcesses } from '../index.ts'

export const commandId = () => CommandId.parse(crypto.randomUUID())
export const appeal = ProcessKey.parse('appeal')
export const pass = ProcessKey.parse('pass')

const flow = (from: string, to: string) => `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" />`

/** Start → a user task → end, short enough to be read here; `inside` stands between the task and the end. */
export function drawing({ key = 'pass', name = 'Пропуск', task = 'Выдать пропуск', inside = '' } = {}): string {
  const last = inside ? 'extra' : 'give'
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:okno="urn:okno:process" id="d" targetNamespace="urn:test">
  <process id="${key}" name="${name}" isExecutable="true">
    <startEvent id="start" /><userTask id="give" name="${task}" okno:roles="clerk" />${inside}<endEvent id="end" />
    ${flow('start', 'give')}${inside ? flow('give', 'extra') : ''}${flow(last, 'end')}
  </process>
</definitions>`
}
export const service = (binding: string) => `<serviceTask id="extra" name="Работа" okno:binding="${binding}" />`

export type DesignWorld = Awaited<ReturnType<typeof makeDesignWorld>>

/** A world with the design room open over HTTP: what an analyst's screen does. */
export async function makeDesignWorld() {
  const world = await makeWorld()
  await deployProcesses(world.db)
  const server = await world.serve()
  const { analyst } = world.staff
  const save = (xml: string, more: object = {}, by = analyst) =>
    server.call('saveDraft', { key: pass, name: 'Пропуск', xml, revision: 0, basedOn: null, ...more }, by)
  const deploy = (revision: number, more: object = {}) =>
    server.call('deployProcess', { key: pass, revision, comment: 'Первая версия', ...more }, analyst)
  /** Saves and deploys; answers the version. */
  async function version(xml: string, basedOn: number | null): Promise<number> {
    const saved = await save(xml, { basedOn })
    const { body } = await deploy(saved.body.revision)
    if (body.outcome !== 'deployed') throw new Error(JSON.stringify(body))
    return body.version
  }
  const opened = async () => (await server.call('openProcess', { key: pass }, analyst)).body
  return { ...world, server, save, deploy, version, opened }
}
