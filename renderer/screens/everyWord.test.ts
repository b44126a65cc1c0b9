// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'

type Tree = { [key: string]: string | Tree }
const modules = import.meta.glob<Record<string, { namespace: string; ru: Tree; en: Tree }>>(
  ['../**/words.ts', '../ui/uiWords.ts', '!../ui/words.ts'],
  { eager: true },
)
const tables = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .filter((table) => typeof table === 'object' && table !== null && 'namespace' in table)

const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`),
  )
const paramsOf = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort()

describe.each(tables.map((table) => [table.namespace, table] as const))('words of %s', (_, { ru, en }) => {
  const russian = new Map(leaves(ru))
  test('have the same parameters in both languages', () => {
    for (const [path, text] of leaves(en)) {
      const source = russian.get(path)
      expect(source, path).toBeDefined()
      expect(paramsOf(text), path).toEqual(paramsOf(source ?? ''))
    }
  })
  test('are said in both languages, and the English in English', () => {
    for (const [path, text] of leaves(en)) {
      expect(text.trim() === '', path).toBe(russian.get(path)?.trim() === '')
      // names in «quotes», and what leads a Russian reader to Russian, stay as they are
      if (!/language|russian/i.test(path)) expect(text.replace(/«[^»]*»/g, ''), path).not.toMatch(/[а-яё]/i)
    }
  })
})

test('every table of words has been looked at', () => {
  expect(tables.length).toBeGreaterThan(8)
  expect(new Set(tables.map((table) => table.namespace)).size).toBe(tables.length)
})
