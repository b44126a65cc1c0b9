import { parseExpression } from 'feelin'

/** Where a FEEL text stops making sense: the piece that is wrong, empty at its end; null when all is well. */
export function feelProblem(source: string): string | null {
  const text = source.trim().replace(/^=/, '').trim()
  if (text === '') return null
  let wrong: string | null = null
  parseExpression(text, {}, undefined).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) wrong ??= text.slice(Math.max(0, from - 12), Math.max(to, from + 1)).trim()
    },
  })
  return wrong
}
