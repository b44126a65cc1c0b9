import type { Drawing } from './drawing/drawing'
import { translate } from './drawing/translate'
import { textAt } from './drawing/types'
import { typeName } from './properties/typeName'

/** What a person calls an element: its name, else its kind. */
export function elementName(drawing: Drawing, id: string): string | null {
  const bo = drawing.get('elementRegistry').get(id)?.businessObject
  return bo ? textAt(bo, 'name') || translate(typeName(bo)) : null
}
