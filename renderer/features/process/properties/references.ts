import { type Bo, boAt, bosAt, textAt } from '../drawing/types'
import type { Field, Pen } from './field'

const REFERENCES = {
  message: { type: 'bpmn:Message', property: 'messageRef' },
  signal: { type: 'bpmn:Signal', property: 'signalRef' },
  error: { type: 'bpmn:Error', property: 'errorRef' },
  escalation: { type: 'bpmn:Escalation', property: 'escalationRef' },
} as const
export type ReferenceName = keyof typeof REFERENCES

/** A message, signal, error or escalation is chosen by its name: the same name is the same thing everywhere in the drawing. */
export function reference(pen: Pen, bo: Bo, name: ReferenceName): Field {
  const { property } = REFERENCES[name]
  const found = boAt(bo, property)
  return {
    name,
    control: 'reference',
    value: found ? textAt(found, 'name') : '',
    write: (value) => pen.set(bo, { [property]: value.trim() === '' ? undefined : named(pen, name, value.trim()) }),
  }
}

function named(pen: Pen, kind: ReferenceName, name: string): Bo {
  const { type } = REFERENCES[kind]
  const roots = bosAt(pen.definitions, 'rootElements')
  const known = roots.find((root) => root.$type === type && textAt(root, 'name') === name)
  if (known) return known
  const code = kind === 'error' ? { errorCode: name } : kind === 'escalation' ? { escalationCode: name } : {}
  const fresh = pen.create(type, { name, ...code })
  pen.set(pen.definitions, { rootElements: [...roots, fresh] })
  return fresh
}
