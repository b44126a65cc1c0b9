import type { Bo } from 'bpmn-moddle'

// The parts of the drawing program that are used here, in types: it has none for its services.

export type { Bo }
/** A shape or a line on the canvas. */
export type Shape = {
  readonly id: string
  readonly type: string
  readonly businessObject: Bo
  readonly parent?: Shape
  readonly labelTarget?: Shape
  readonly incoming: readonly Shape[]
  readonly outgoing: readonly Shape[]
  readonly source?: Shape
  readonly target?: Shape
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly waypoints?: readonly { x: number; y: number }[]
}
type Box = { x: number; y: number; width: number; height: number }
/** `inner`: what is drawn, whether in sight or not. */
export type Viewbox = Box & { scale: number; inner: Box }
export type Canvas = {
  addMarker(id: string, marker: string): void
  removeMarker(id: string, marker: string): void
  zoom(level: number | 'fit-viewport', center?: 'auto'): number
  zoom(): number
  viewbox(): Viewbox
  viewbox(box: Box): Viewbox
  scroll(by: { dx: number; dy: number }): void
  scrollToElement(id: string): void
  resized(): void
  getRootElement(): Shape
  focus(): void
}
export type Registry = {
  get(id: string): Shape | undefined
  getAll(): Shape[]
  getGraphics(id: string): SVGElement | undefined
}
export type EventBus = {
  on(event: string | string[], hear: (event: { active?: boolean }) => void): void
  off(event: string | string[], hear: (event: { active?: boolean }) => void): void
  fire(event: string, payload?: object): void
}
export type Modeling = {
  updateProperties(shape: Shape, properties: Record<string, unknown>): void
  updateModdleProperties(shape: Shape, of: Bo, properties: Record<string, unknown>): void
}
export type Services = {
  canvas: Canvas
  elementRegistry: Registry
  eventBus: EventBus
  modeling: Modeling
  commandStack: { undo(): void; redo(): void; canUndo(): boolean; canRedo(): boolean }
  selection: { get(): Shape[]; select(shape: Shape | Shape[] | null): void }
  bpmnFactory: { create(type: string, attrs?: Record<string, unknown>): Bo }
  overlays: {
    add(id: string, type: string, overlay: { position: object; html: HTMLElement }): string
    remove(filter: { type: string }): void
  }
  minimap: { toggle(open?: boolean): void; isOpen(): boolean }
  toggleMode: { toggleMode(active?: boolean): void }
}

export const isA = (bo: Bo, ...types: readonly string[]): boolean =>
  types.some((type) => bo.$instanceOf(`bpmn:${type}`))
export const isBo = (value: unknown): value is Bo => typeof value === 'object' && value !== null && '$type' in value

export const boAt = (bo: Bo, property: string): Bo | null => {
  const value = bo.get(property)
  return isBo(value) ? value : null
}
export const bosAt = (bo: Bo, property: string): Bo[] => {
  const value = bo.get(property)
  return Array.isArray(value) ? value.filter(isBo) : []
}
export const textAt = (bo: Bo, property: string): string => {
  const value = bo.get(property)
  return value === undefined || value === null ? '' : String(value)
}
