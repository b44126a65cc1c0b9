import { XML_LIMIT_CHARACTERS } from '#shared/contract/process'
import { type Bo, bosAt, isA } from './types'
import { vocabulary } from './vocabulary'
import { wire } from './wire'

export type ImportProblem = 'tooLarge' | 'forbidden' | 'notBpmn' | 'noProcess'
/** A file that cannot become a drawing. */
export class ImportRefused extends Error {
  readonly problem: ImportProblem
  constructor(problem: ImportProblem) {
    super(problem)
    this.problem = problem
  }
}

/**
 * The text of a .bpmn file as a drawing of the process `key`: its process takes that key, and what has no coordinates is laid out.
 * Throws ImportRefused.
 */
export async function importFile(text: string, key: string): Promise<{ xml: string; isLaidOut: boolean }> {
  if (text.length > XML_LIMIT_CHARACTERS) throw new ImportRefused('tooLarge')
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new ImportRefused('forbidden')
  const { BpmnModdle } = await import('bpmn-moddle')
  const moddle = new BpmnModdle({ okno: vocabulary })
  const parsed = await moddle.fromXML(text).catch(() => {
    throw new ImportRefused('notBpmn')
  })
  const definitions = parsed.rootElement
  const process = bosAt(definitions, 'rootElements').find((root) => isA(root, 'Process'))
  if (!process) throw new ImportRefused('noProcess')
  wire(definitions)
  process.set('id', key)
  process.set('isExecutable', true)
  const { xml } = await moddle.toXML(definitions, { format: true })
  if (isDrawn(definitions)) return { xml, isLaidOut: false }
  const { layoutProcess } = await import('bpmn-auto-layout')
  return { xml: await layoutProcess(xml), isLaidOut: true }
}

const isDrawn = (definitions: Bo): boolean =>
  bosAt(definitions, 'diagrams').some((diagram) => {
    const plane = diagram.get('plane')
    return typeof plane === 'object' && plane !== null && 'planeElement' in plane
  })
