import { useSyncExternalStore } from 'react'
import type { Drawing, DrawingState } from './drawing/drawing'

/** What of a drawing the panels follow. */
export const useDrawingState = (drawing: Drawing): DrawingState =>
  useSyncExternalStore(drawing.subscribe, drawing.state)
