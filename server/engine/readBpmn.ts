import { BpmnModdle, type ModdleElement, type ModdleWarning } from 'bpmn-moddle'
import type { Problem, ProblemCode } from './definition.ts'
import { vocabulary } from './vocabulary.ts'

export const XML_LIMIT_CHARACTERS = 5_000_000

/** The one executable process of a drawing, or why there is none. */
export type Read = { process: ModdleElement; problems: Problem[] } | { process: null; problems: Problem[] }

export async function readBpmn(xml: string): Promise<Read> {
  if (xml.length > XML_LIMIT_CHARACTERS) return refused('tooLarge', String(xml.length))
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return refused('doctypeForbidden')
  const parsed = await parse(xml)
  if ('problems' in parsed) return { process: null, problems: parsed.problems }
  const problems = parsed.warnings.map(ofWarning)
  const roots = elementsOf(parsed.rootElement, 'rootElements')
  const processes = roots.filter((root) => root.$type === 'bpmn:Process')
  const process = processes[0]
  if (!process || processes.length > 1)
    return { process: null, problems: [...problems, problem('notOneProcess', null, String(processes.length))] }
  if (process.get('isExecutable') !== true) problems.push(problem('notExecutable', process))
  for (const root of roots) {
    if (root.$type === 'bpmn:Collaboration')
      for (const flow of elementsOf(root, 'messageFlows')) problems.push(problem('unsupportedElement', flow))
    else if (root !== process) problems.push(problem('unsupportedElement', root))
  }
  return { process, problems }
}

async function parse(
  xml: string,
): Promise<{ rootElement: ModdleElement; warnings: readonly ModdleWarning[] } | { problems: Problem[] }> {
  try {
    return await new BpmnModdle({ okno: vocabulary }).fromXML(xml)
  } catch (error) {
    // the parser throws on what is not XML or not BPMN at all: a foreseen answer to an analyst's file
    return { problems: [problem('notXml', null, error instanceof Error ? error.message : String(error))] }
  }
}

function ofWarning({ message, element, value, property }: ModdleWarning): Problem {
  const duplicate = /duplicate ID <([^>]*)>/.exec(message)
  if (duplicate) return { ...problem('duplicateId', null), elementId: duplicate[1] ?? null }
  if (message.startsWith('unresolved reference'))
    return problem(property === 'bpmn:attachedToRef' ? 'badAttachment' : 'danglingFlow', element ?? null, value ?? null)
  return problem('unsupportedElement', element ?? null, message.replace(/\s+/g, ' '))
}

export const problem = (code: ProblemCode, element: ModdleElement | null, detail: string | null = null): Problem => ({
  code,
  elementId: element?.id ?? null,
  elementName: element?.name ?? null,
  elementType: element?.$type ?? null,
  detail,
})
const refused = (code: ProblemCode, detail: string | null = null): Read => ({
  process: null,
  problems: [problem(code, null, detail)],
})

const isElement = (value: unknown): value is ModdleElement =>
  typeof value === 'object' && value !== null && '$type' in value

export function elementsOf(element: ModdleElement, property: string): ModdleElement[] {
  const value = element.get(property)
  return Array.isArray(value) ? value.filter(isElement) : []
}
export function elementAt(element: ModdleElement, property: string): ModdleElement | null {
  const value = element.get(property)
  return isElement(value) ? value : null
}
export function textAt(element: ModdleElement, property: string): string | null {
  const value = element.get(property)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
