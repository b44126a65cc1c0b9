import { expect, test } from 'vitest'
import { vocabulary as drawn } from '../../renderer/features/process/drawing/vocabulary.ts'
import { vocabulary as executed } from '../../server/engine/vocabulary.ts'

type Type = { name: string; extends?: string[]; properties: { name: string }[] }
type Vocabulary = { uri: string; prefix: string; types: Type[] }

/** `UserTask roles`: which element may bear which attribute. An activity's own go for every kind of it. */
const attributesOf = ({ types }: Vocabulary) =>
  types.flatMap((type) =>
    (type.extends ?? [`okno:${type.name}`]).flatMap((of) => type.properties.map(({ name }) => `${of} ${name}`)),
  )

test('whatever the engine reads in a drawing, the design room keeps and edits', () => {
  expect([drawn.uri, drawn.prefix]).toEqual([executed.uri, executed.prefix])
  const kept = new Set(attributesOf(drawn))
  const isKept = (text: string) => kept.has(text) || kept.has(text.replace(/^bpmn:\w+/, 'bpmn:Activity'))
  expect(attributesOf(executed).filter((text) => !isKept(text))).toEqual([])
})
