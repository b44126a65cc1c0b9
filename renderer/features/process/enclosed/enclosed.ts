import type { Drawing } from '../drawing/drawing'
import { type Bo, boAt, bosAt, isA, textAt } from '../drawing/types'

/** A file that a drawing carries with it: saved, deployed, rolled back and exported together. */
export type Enclosure = { id: string; name: string; text: string }
/** Their types in the drawing, and the property their text stands in. */
const KINDS = {
  form: { type: 'okno:Form', body: 'schema' },
  decisions: { type: 'okno:Decisions', body: 'dmn' },
} as const
export type EnclosureKind = keyof typeof KINDS

const processIn = (definitions: Bo): Bo | undefined =>
  bosAt(definitions, 'rootElements').find((root) => isA(root, 'Process'))

function valuesIn(definitions: Bo): Bo[] {
  const process = processIn(definitions)
  const extensions = process ? boAt(process, 'extensionElements') : null
  return extensions ? bosAt(extensions, 'values') : []
}

export const enclosuresIn = (definitions: Bo, kind: EnclosureKind): Enclosure[] =>
  valuesIn(definitions)
    .filter(({ $type }) => $type === KINDS[kind].type)
    .map((bo) => ({
      id: textAt(bo, 'id'),
      name: textAt(bo, 'name') || textAt(bo, 'id'),
      text: textAt(bo, KINDS[kind].body),
    }))

export const formsIn = (definitions: Bo): Enclosure[] => enclosuresIn(definitions, 'form')

/** Puts one in, or in the place of the one with its id. */
export function enclose(drawing: Drawing, kind: EnclosureKind, { id, name, text }: Enclosure): void {
  const { type, body } = KINDS[kind]
  const fresh = drawing.get('bpmnFactory').create(type, { id, name, [body]: text })
  const values = valuesIn(drawing.definitions())
  const at = values.findIndex((bo) => bo.$type === type && textAt(bo, 'id') === id)
  change(drawing, at < 0 ? [...values, fresh] : values.with(at, fresh))
}

export function takeOut(drawing: Drawing, kind: EnclosureKind, id: string): void {
  const isIt = (bo: Bo) => bo.$type === KINDS[kind].type && textAt(bo, 'id') === id
  change(
    drawing,
    valuesIn(drawing.definitions()).filter((bo) => !isIt(bo)),
  )
}

function change(drawing: Drawing, values: readonly Bo[]) {
  const process = processIn(drawing.definitions())
  if (!process) return
  const extensions = boAt(process, 'extensionElements') ?? drawing.get('bpmnFactory').create('bpmn:ExtensionElements')
  extensions.set('values', [...values])
  process.set('extensionElements', values.length > 0 ? extensions : undefined)
  drawing.touch()
}

/** An id that is free: `vydachaPropuska`, `vydachaPropuska2`. */
export function freeId(wanted: string, taken: readonly string[]): string {
  const base = /^[a-z]/.test(wanted) ? wanted : `f${wanted}`
  if (!taken.includes(base)) return base
  let count = 2
  while (taken.includes(`${base}${count}`)) count += 1
  return `${base}${count}`
}
