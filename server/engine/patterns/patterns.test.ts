import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { play, readTrace } from './play.ts'

const folder = import.meta.dirname
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.trace'))
  .map((name) => name.replace('.trace', ''))

/** A drawing that calls another has it beside it, under its own name. */
const called = (name: string) =>
  readdirSync(folder)
    .filter((file) => file.startsWith(`${name}.`) && file.endsWith('.called.bpmn'))
    .map((file) => join(folder, file))

describe('a pattern', () => {
  it.each(names)('%s goes as it is written beside it', async (name) => {
    const moves = readTrace(readFileSync(join(folder, `${name}.trace`), 'utf8'))
    expect(moves.length).toBeGreaterThan(0)
    const lines = await play([join(folder, `${name}.bpmn`), ...called(name)], moves)
    expect(lines).toEqual(moves.map(({ text, expected }) => `${text} → ${expected}`))
  })
})
