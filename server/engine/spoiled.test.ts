import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'

const folder = join(import.meta.dirname, 'patterns')
const drawings = readdirSync(folder)
  .filter((name) => name.endsWith('.bpmn'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))

const place = fc.double({ min: 0, max: 1, noNaN: true })
/** Cuts a piece out, doubles one, or puts something in between. */
const spoiled = fc
  .tuple(
    fc.constantFrom(...drawings),
    place,
    place,
    fc.constantFrom('cut', 'double', '"', '<', '&', 'id="s"', '\u0000'),
  )
  .map(([xml, from, length, how]) => {
    const at = Math.floor(from * xml.length)
    const piece = xml.slice(at, at + Math.floor(length * 200))
    if (how === 'cut') return xml.slice(0, at) + xml.slice(at + piece.length)
    return xml.slice(0, at) + (how === 'double' ? piece : how) + xml.slice(at)
  })

describe('a spoiled file', () => {
  it('is compiled or refused with reasons, and nothing worse', { timeout: 60_000 }, async () => {
    let refused = 0
    await fc.assert(
      fc.asyncProperty(spoiled, async (xml) => {
        const { definition, problems } = await compile(xml, new Set(['work']))
        if (definition) return
        refused++
        expect(problems.some(({ severity }) => severity === 'error')).toBe(true)
        for (const { text } of problems) expect(text.ru.length * text.en.length).toBeGreaterThan(0)
      }),
      { numRuns: 1_000, seed: 20261124 },
    )
    expect(refused).toBeGreaterThan(300)
  })

  it('with a thousand sub-processes in each other is refused, not followed to the bottom', async () => {
    const depth = 1_000
    const open = Array.from({ length: depth }, (_, n) => `<subProcess id="p${n}">`).join('')
    const xml = drawings[0]?.replace(/<startEvent/, `${open}${'</subProcess>'.repeat(depth)}<startEvent`) ?? ''
    const { definition, problems } = await compile(xml, new Set(['work']))
    expect(definition).toBeNull()
    expect(problems.some(({ detail }) => detail === '> 20')).toBe(true)
  })
})
