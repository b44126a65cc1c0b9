import { useEffect, useRef, useState } from 'react'
import type { Drawing } from '../drawing/drawing'
import { useDrawingState } from '../useDrawingState'
import type { LintProblem } from './lintDrawing'
import type { Known } from './ownRules'

const PAUSE_MS = 250

/** What is wrong with the drawing, looked for whenever the analyst pauses; null until the first look. The elements are marked. */
export function useLint(drawing: Drawing, known: Known): readonly LintProblem[] | null {
  const { changes } = useDrawingState(drawing)
  const [problems, setProblems] = useState<readonly LintProblem[] | null>(null)
  const marked = useRef(new Map<string, string>())
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changes` is what it looks again for
  useEffect(() => {
    let isGone = false
    const look = async () => {
      const { lintDrawing } = await import('./lintDrawing')
      const found = await lintDrawing(drawing.definitions(), known)
      if (isGone) return
      mark(drawing, marked.current, found)
      setProblems(found)
    }
    const timer = setTimeout(() => void look(), PAUSE_MS)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [drawing, known, changes])
  return problems
}

/** Touches only the elements whose mark differs: a large drawing is not painted anew for one problem. */
function mark(drawing: Drawing, marked: Map<string, string>, problems: readonly LintProblem[]) {
  const wanted = new Map<string, string>()
  for (const { elementId, weight } of problems.toReversed()) wanted.set(elementId, `okno-problem-${weight}`)
  const canvas = drawing.get('canvas')
  const stands = (id: string) => drawing.get('elementRegistry').get(id) !== undefined
  for (const [id, marker] of marked) {
    if (wanted.get(id) === marker && stands(id)) continue
    if (stands(id)) canvas.removeMarker(id, marker)
    marked.delete(id)
  }
  for (const [id, marker] of wanted) {
    if (marked.has(id) || !stands(id)) continue
    canvas.addMarker(id, marker)
    marked.set(id, marker)
  }
}
