import { BpmnModdle, type ModdleElement, type ModdleWarning } from 'bpmn-moddle'
import { elementsOf } from './moddle.ts'
import type { Problem } from './problem.ts'
import { type Reporter, reporter } from './report.ts'
import { vocabulary } from './vocabulary.ts'

/** The one executable process of a drawing, or why there is none. */
export type Read = { process: ModdleElement | null; report: Reporter; problems: Problem[] }

/** What may stand beside the process; messages and the like are read where they are referred to. */
const NAMED = new Set(['bpmn:Message', 'bpmn:Signal', 'bpmn:Error', 'bpmn:Escalation', 'bpmn:ItemDefinition'])

/** Bytes of XML; a drawing of 500 elements has about half a million. */
export const xmlLimitBytes = (): number => Number(process.env.OKNO_PROCESS_LIMIT_BYTES ?? 5_000_000)

export async function readBpmn(xml: string): Promise<Read> {
  const report = reporter(xml)
  const nothing = (): Read => ({ process: null, report, problems: report.problems })
  const bytes = Buffer.byteLength(xml)
  if (bytes > xmlLimitBytes()) {
    report.refuse('tooLarge', null, String(bytes))
    return nothing()
  }
  // entities are how a file reaches for other files, or swells to gigabytes
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) {
    report.refuse('doctypeForbidden', null)
    return nothing()
  }
  const root = await parse(xml, report)
  if (!root) return nothing()
  const process = readRoots(elementsOf(root, 'rootElements'), report)
  return { process, report, problems: report.problems }
}

function readRoots(roots: ModdleElement[], report: Reporter): ModdleElement | null {
  const processes = roots.filter((root) => root.$type === 'bpmn:Process')
  const process = processes[0]
  if (!process || processes.length > 1) {
    report.refuse('notOneProcess', null, String(processes.length))
    return null
  }
  if (process.get('isExecutable') !== true) report.refuse('notExecutable', process)
  for (const root of roots) {
    if (root.$type === 'bpmn:Collaboration')
      for (const part of [...elementsOf(root, 'messageFlows'), ...elementsOf(root, 'conversations')])
        report.refuse('unsupportedElement', part, part.$type)
    else if (root !== process && !NAMED.has(root.$type)) report.refuse('unsupportedElement', root, root.$type)
  }
  return process
}

async function parse(xml: string, report: Reporter): Promise<ModdleElement | null> {
  try {
    const { rootElement, warnings } = await new BpmnModdle({ okno: vocabulary }).fromXML(xml)
    for (const warning of warnings) ofWarning(warning, report)
    return rootElement
  } catch (error) {
    // the parser throws on what is not XML or not BPMN at all: a foreseen answer to an analyst's file
    report.unread('notXml', error instanceof Error ? error.message : String(error))
    return null
  }
}

function ofWarning({ message, element, value, property }: ModdleWarning, report: Reporter): void {
  const duplicate = /duplicate ID <([^>]*)>/.exec(message)
  const unknown = /unknown attribute <(okno:[^>]*)>/.exec(message)
  const foreign = /unparsable content <(okno:[^>]*)>/.exec(message)
  if (duplicate) report.refuse('duplicateId', { id: duplicate[1] ?? '' })
  else if (foreign) report.unread('unknownExtension', message, foreign[1])
  else if (unknown) report.refuse('unknownExtension', element ?? null, unknown[1] ?? null)
  else if (message.startsWith('unresolved reference'))
    report.refuse(unresolved(property ?? ''), element ?? null, value ?? null)
  else report.refuse('unsupportedElement', element ?? null, message.replace(/\s+/g, ' '))
}

function unresolved(property: string) {
  if (property === 'bpmn:attachedToRef') return 'badAttachment'
  return /:(message|signal|error|escalation|activity)Ref$/.test(property) ? 'referenceMissing' : 'danglingFlow'
}
