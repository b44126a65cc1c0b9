import { notifications } from '@mantine/notifications'
import { useEffect, useRef, useState } from 'react'
import { useFact } from '../../api/live'
import { newCommandId, server } from '../../api/server'
import { wordsNow } from '../../ui/words'
import { type Desk, leaving } from './desk'
import { type DraftKeeper, makeDraftKeeper } from './draft/draftKeeper'
import type { Drawing } from './drawing/drawing'
import { textAt } from './drawing/types'
import { processWords } from './words'

export type Designer = { drawing: Drawing; keeper: DraftKeeper }

/** The modeler in its place with a drawing that saves itself. It is large, so it comes only when somebody draws. */
export function useDesigner(desk: Desk) {
  const place = useRef<HTMLDivElement>(null)
  const [designer, setDesigner] = useState<Designer | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  useEffect(() => {
    let isGone = false
    let opened: Designer | null = null
    const open = async () => {
      const { makeDrawing } = await import('./drawing/drawing')
      if (isGone || !place.current) return
      const drawing = makeDrawing(place.current)
      opened = { drawing, keeper: keeperOf(desk, drawing) }
      await drawing.open(desk.xml)
      if (isGone) return
      follow(desk, opened)
      setDesigner(opened)
    }
    open().catch((error: unknown) => !isGone && setProblem(error))
    return () => {
      isGone = true
      setDesigner(null)
      if (opened) leaving(desk.key, leave(opened))
    }
  }, [desk])
  useSaveWhenLeaving(designer)
  useFact('processDraftSaved', ({ payload }) => {
    if (payload.key === desk.key) designer?.keeper.theirs(payload.draft)
  })
  return { place, designer, problem }
}

const keeperOf = ({ key, base }: Desk, drawing: Drawing) =>
  makeDraftKeeper({
    key,
    base,
    newCommandId,
    save: server.saveDraft,
    async read() {
      const root = drawing.get('canvas').getRootElement()
      return { xml: await drawing.xml(), name: textAt(root.businessObject, 'name').trim() || key }
    },
  })

function follow(desk: Desk, { drawing, keeper }: Designer) {
  let known = drawing.state().changes
  drawing.subscribe(() => {
    const { changes } = drawing.state()
    if (changes > known) keeper.touch()
    known = changes
  })
  if (!desk.isUnsaved) return
  notifications.show({ message: wordsNow(processWords).copyFound })
  keeper.touch()
}

/** What is not saved yet is read out of the drawing before it goes. */
async function leave({ drawing, keeper }: Designer) {
  try {
    await keeper.flush()
  } finally {
    keeper.stop()
    drawing.destroy()
  }
}

/** A page that goes may never come back: its last words are kept on this computer, and sent if there is time. */
function useSaveWhenLeaving(designer: Designer | null) {
  useEffect(() => {
    if (!designer) return
    const save = () => {
      // a field writes what is typed in it when it is left
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      void designer.keeper.flush()
    }
    window.addEventListener('pagehide', save)
    return () => window.removeEventListener('pagehide', save)
  }, [designer])
}
