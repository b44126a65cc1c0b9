import type { ModdleElement } from 'bpmn-moddle'
import { compileDecisions, type Decisions } from '../decision/compileDecisions.ts'
import { elementAt, elementsOf, textAt } from '../moddle.ts'
import type { Reporter } from '../report.ts'

/** A file that a version carries with it; whoever understands it reads it. */
export type Enclosure = { id: string; name: string; text: string }
export type Enclosed = { forms: readonly Enclosure[]; decisions: readonly Enclosure[] }

/** What stands inside a process beside its drawing, in the order of the file. */
export function enclosedIn(process: ModdleElement): Enclosed {
  const extensions = elementAt(process, 'extensionElements')
  const values = extensions ? elementsOf(extensions, 'values') : []
  const all = (type: string, body: string): Enclosure[] =>
    values
      .filter(({ $type }) => $type === type)
      .map((value) => {
        const id = textAt(value, 'id') ?? ''
        return { id, name: textAt(value, 'name') ?? id, text: textAt(value, body) ?? '' }
      })
  return { forms: all('okno:Form', 'schema'), decisions: all('okno:Decisions', 'dmn') }
}

/** The decisions of the files a drawing carries; what is wrong in them is reported under the name of the file and the element. */
export async function decisionsIn({ decisions }: Enclosed, report: Reporter): Promise<Map<string, Decisions>> {
  const known = new Map<string, Decisions>()
  for (const { id, name, text } of decisions) {
    const compiled = await compileDecisions(text)
    for (const { code, elementName, elementId, elementType, detail } of compiled.problems) {
      const place = elementName ?? elementId
      const about = { name: place ? `${name}: ${place}` : name, ...(elementType ? { $type: elementType } : {}) }
      report.refuse(code, about, detail)
    }
    for (const key of compiled.decisions?.keys() ?? []) {
      if (known.has(key)) report.refuse('duplicateId', { name: `${name}: ${key}` }, id)
      known.set(key, compiled.decisions ?? new Map())
    }
  }
  return known
}
