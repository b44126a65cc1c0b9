import type { FormField, FormSchema } from '#shared/contract/form'

/** Fields that a person fills in and both sides can judge. */
export const INPUTS = [
  'textfield',
  'textarea',
  'number',
  'checkbox',
  'checklist',
  'radio',
  'select',
  'taglist',
  'datetime',
] as const
/** What only stands there. */
export const STILL = ['text', 'spacer', 'separator', 'button', 'group', 'default'] as const
export type InputType = (typeof INPUTS)[number]
export const isInput = (type: string): type is InputType => INPUTS.some((input) => input === type)
export const isKnown = (type: string): boolean => isInput(type) || STILL.some((still) => still === type)

/** A field with the way to its value and every condition under which it is hidden: its own and those of its groups. */
export type PlacedField = { field: FormField; type: InputType; path: readonly string[]; hiddenIf: readonly string[] }

type Around = { path: readonly string[]; hiddenIf: readonly string[] }
const steps = (key: string | undefined): string[] => (key ? key.split('.').filter((step) => step !== '') : [])

/** Every field that has a value, in the order of the form. */
export const fieldsOf = (schema: FormSchema): PlacedField[] => within(schema.components, { path: [], hiddenIf: [] })

function within(fields: readonly FormField[], around: Around): PlacedField[] {
  return fields.flatMap((field) => {
    const hide = field.conditional?.hide
    const hiddenIf = hide ? [...around.hiddenIf, hide] : around.hiddenIf
    const inside = { path: [...around.path, ...steps(field.path)], hiddenIf }
    if (field.components) return within(field.components, inside)
    const { type } = field
    return isInput(type) && field.key ? [{ field, type, path: [...around.path, ...steps(field.key)], hiddenIf }] : []
  })
}

/** All components, groups too. */
export const componentsOf = (fields: readonly FormField[]): FormField[] =>
  fields.flatMap((field) => [field, ...componentsOf(field.components ?? [])])

/** What a person calls a field. */
export const labelOf = ({ label, dateLabel, timeLabel, key, id }: FormField): string =>
  label || dateLabel || timeLabel || key || id || ''
