import type { BindingAbout } from '#shared/contract/process'
import type { Bo, Shape } from '../drawing/types'
import type { propertyWords } from './words'

export type FieldName = keyof (typeof propertyWords)['ru']['fields']
export type GroupName = keyof (typeof propertyWords)['ru']['groups']
/** `label` is a text of the drawing; without it the words know the value. */
export type Option = { value: string; label?: string }
/**
 * One thing that can be said of an element. `many` is space-separated, `tick` is `true` or empty, `fixed` cannot be changed; a
 * `reference` is written only when it is whole, for half a name would be a message of its own.
 */
export type Field = {
  name: FieldName
  control: 'text' | 'reference' | 'long' | 'feel' | 'choice' | 'many' | 'tick' | 'fixed'
  value: string
  options?: readonly Option[]
  write(value: string): void
}
export type Group = { name: GroupName; fields: Field[] }

/** What a drawing may name. */
export type Offered = {
  bindings: readonly BindingAbout[]
  forms: readonly string[]
  decisions: readonly { key: string; name: string }[]
  terms: readonly { name: string; source: string }[]
}

/** How a field changes the drawing: every change can be undone. */
export type Pen = {
  shape: Shape
  /** Undefined takes a property away. */
  set(bo: Bo, properties: Record<string, unknown>): void
  create(type: string, attrs?: Record<string, unknown>): Bo
  definitions: Bo
  offered: Offered
}
