import type { Drawing } from '../drawing/drawing'
import { useDrawingState } from '../useDrawingState'
import { type Enclosure, type EnclosureKind, enclose, enclosuresIn } from './enclosed'

/** One of what the drawing carries, and how it is changed; undefined when it has been taken out. */
export function useEnclosure(drawing: Drawing, kind: EnclosureKind, id: string) {
  useDrawingState(drawing)
  const find = (): Enclosure | undefined => enclosuresIn(drawing.definitions(), kind).find((one) => one.id === id)
  const keep = (change: Partial<Pick<Enclosure, 'name' | 'text'>>) => {
    const now = find()
    if (now) enclose(drawing, kind, { ...now, ...change })
  }
  return { item: find(), keep }
}
