import { valuesOf } from '../decisions/inputs'

export type ReadLines = { values: Record<string, unknown> } | { badLine: string }

/** Lines of `name = value` as variables; a line that is none is told. */
export function readLines(text: string): ReadLines {
  const typed: Record<string, string> = {}
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [, name, value] = /^\s*([\p{L}_][\p{L}\p{N}_.]*)\s*=\s*(.*)$/u.exec(line) ?? []
    if (name === undefined || value === undefined) return { badLine: line.trim() }
    typed[name] = value
  }
  return { values: valuesOf(typed) }
}

/** Each once, in the order in which the token came to it: the way a trial has taken. */
export function pathOf(passed: readonly { event: string; elementId: string; elementName: string; instance: string }[]) {
  return passed.filter(({ event }) => event === 'entered' || event === 'timerFired' || event === 'triggered')
}
