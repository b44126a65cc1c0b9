import type { ModdleElement } from 'bpmn-moddle'

const isElement = (value: unknown): value is ModdleElement =>
  typeof value === 'object' && value !== null && '$type' in value

export function elementsOf(element: ModdleElement, property: string): ModdleElement[] {
  const value = element.get(property)
  return Array.isArray(value) ? value.filter(isElement) : []
}
export function elementAt(element: ModdleElement, property: string): ModdleElement | null {
  const value = element.get(property)
  return isElement(value) ? value : null
}
export function textAt(element: ModdleElement, property: string): string | null {
  const value = element.get(property)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
/** The text of an expression element, such as a condition. */
export function bodyAt(element: ModdleElement, property: string): string | null {
  const expression = elementAt(element, property)
  return expression && textAt(expression, 'body')
}
