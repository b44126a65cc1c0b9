import type { Place, Problem, ProblemCode } from './problem.ts'
import { problemTexts } from './problemTexts.ts'

/** What is known of the element a problem is about. */
type About = { id?: string | undefined; name?: string | undefined; $type?: string } | null

export type Reporter = {
  problems: Problem[]
  refuse(code: ProblemCode, about: About, detail?: string | null): void
  warn(code: ProblemCode, about: About, detail?: string | null): void
  /** What the parser stumbled over: it tells the line and column itself. */
  unread(code: ProblemCode, message: string, detail?: string): void
}

/** Collects problems and finds their places in the file. */
export function reporter(xml: string): Reporter {
  const problems: Problem[] = []
  const add =
    (severity: Problem['severity']) =>
    (code: ProblemCode, about: About, detail: string | null = null) => {
      const place = about?.id ? placeOf(xml, about.id, code === 'duplicateId' ? 1 : 0) : null
      problems.push({ ...described(code, about, detail), severity, place })
    }
  return {
    problems,
    refuse: add('error'),
    warn: add('warning'),
    unread(code, message, part) {
      const at = /line: (\d+)\s+column: (\d+)/.exec(message)
      const place = at ? { line: Number(at[1]) + 1, column: Number(at[2]) + 1 } : null
      const detail = part ?? (/nested error: (.*)/.exec(message)?.[1] ?? message).replace(/\s+/g, ' ').slice(0, 200)
      problems.push({ ...described(code, null, detail), severity: 'error', place })
    },
  }
}

/** A problem that has no place in a file. */
export const described = (code: ProblemCode, about: About, detail: string | null): Problem => ({
  code,
  severity: 'error',
  elementId: about?.id ?? null,
  elementName: about?.name ?? null,
  elementType: about?.$type ?? null,
  detail,
  place: null,
  text: worded(code, detail ?? about?.$type?.replace(/^bpmn:/, '') ?? ''),
})

function worded(code: ProblemCode, detail: string): Problem['text'] {
  const [ru, en] = problemTexts[code].map((text) => text.replace('%', () => detail))
  return { ru: ru ?? code, en: en ?? code }
}

function placeOf(xml: string, id: string, occurrence: number): Place | null {
  const quoted = id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const at = [...xml.matchAll(new RegExp(`\\sid\\s*=\\s*(?:"${quoted}"|'${quoted}')`, 'g'))]
  const found = at[occurrence] ?? at[0]
  if (!found) return null
  const before = xml.slice(0, xml.lastIndexOf('<', found.index) + 1).split('\n')
  return { line: before.length, column: before.at(-1)?.length ?? 1 }
}
