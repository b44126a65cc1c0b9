import { expect, test } from 'vitest'

const screens = import.meta.glob<string>('../**/*.tsx', { query: '?raw', import: 'default', eager: true })
const [imports = ''] = Object.values(
  import.meta.glob<string>('./mantineStyles.ts', { query: '?raw', import: 'default', eager: true }),
)
const sheets = Object.keys(import.meta.glob('../../node_modules/@mantine/core/styles/*.css'))

test('every component of Mantine that a screen uses has its styles', () => {
  const imported = new Set([...imports.matchAll(/styles\/(\w+)\.css/g)].map(([, name]) => name))
  const used = new Set(Object.values(screens).flatMap(componentsIn))
  const styled = [...used].filter((name) => sheets.some((sheet) => sheet.endsWith(`/${name}.css`)))
  expect(styled).toContain('Button')
  expect(styled.filter((name) => !imported.has(name))).toEqual([])
})

const componentsIn = (source: string) =>
  [...source.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim().replace(/^type /, '')),
  )
