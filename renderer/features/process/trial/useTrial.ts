import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Trial, TrialMove } from '#shared/contract/trial'
import { newCommandId, server } from '../../../api/server'
import type { Drawing } from '../drawing/drawing'
import { useDrawingState } from '../useDrawingState'

type Asked = { variables: Record<string, unknown>; moves: readonly TrialMove[] }

/** A trial of what stands on the board. Every move is made on the server from the start, so a step back is one move less. */
export function useTrial(drawing: Drawing) {
  const { changes } = useDrawingState(drawing)
  const [asked, setAsked] = useState<(Asked & { changes: number }) | null>(null)
  const trying = useMutation({
    mutationFn: async ({ variables, moves }: Asked) =>
      server.tryProcess({ xml: await drawing.xml(), variables, moves: [...moves], commandId: newCommandId() }),
    onSuccess: (_, made) => setAsked({ ...made, changes }),
  })
  const trial = trying.data?.outcome === 'ran' ? trying.data : null
  useMarks(drawing, trial)
  const run = (variables: Record<string, unknown>, moves: readonly TrialMove[] = []) =>
    trying.mutate({ variables, moves })
  return {
    trial,
    problems: trying.data?.outcome === 'refused' ? trying.data.problems : null,
    error: trying.error,
    isPending: trying.isPending,
    isStale: asked !== null && asked.changes !== changes,
    canGoBack: (asked?.moves.length ?? 0) > 0,
    run,
    move: (move: TrialMove) => asked && run(asked.variables, [...asked.moves, move]),
    back: () => asked && run(asked.variables, asked.moves.slice(0, -1)),
  }
}

const MARKERS = ['okno-trial-passed', 'okno-trial-here', 'okno-trial-failed'] as const

/** The way it took, where it waits and where it failed, on the drawing itself. */
function useMarks(drawing: Drawing, trial: Trial | null) {
  useEffect(() => {
    if (!trial) return
    const wanted = new Map<string, (typeof MARKERS)[number]>()
    for (const { elementId } of trial.passed) wanted.set(elementId, 'okno-trial-passed')
    for (const { elementId } of [...trial.tasks, ...trial.waits, ...trial.timers])
      wanted.set(elementId, 'okno-trial-here')
    for (const { elementId } of trial.failures) wanted.set(elementId, 'okno-trial-failed')
    const canvas = drawing.get('canvas')
    const stands = (id: string) => drawing.get('elementRegistry').get(id) !== undefined
    for (const [id, marker] of wanted) if (stands(id)) canvas.addMarker(id, marker)
    return () => {
      for (const [id, marker] of wanted) if (stands(id)) canvas.removeMarker(id, marker)
    }
  }, [drawing, trial])
}
