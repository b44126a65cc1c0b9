import { useEffect } from 'react'
import type { Suggestion } from '#shared/contract/suggestion'
import { wordsNow } from '../../ui/words'
import { suggestionWords } from '../suggestion/words'
import type { Drawing } from './drawing/drawing'

const TYPE = 'okno-suggestion'

/** A badge on every element that staff have suggested something for and nobody has decided yet. */
export function usePins(drawing: Drawing, suggestions: readonly Suggestion[], onOpen: (elementId: string) => void) {
  useEffect(() => {
    const counts = new Map<string, number>()
    for (const { elementId, state } of suggestions)
      if (state === 'open') counts.set(elementId, (counts.get(elementId) ?? 0) + 1)
    const put = () => {
      drawing.get('overlays').remove({ type: TYPE })
      for (const [id, count] of counts)
        if (drawing.get('elementRegistry').get(id))
          drawing
            .get('overlays')
            .add(id, TYPE, { position: { top: -10, right: 10 }, html: pin(count, () => onOpen(id)) })
    }
    put()
    drawing.get('eventBus').on('import.done', put)
    return () => drawing.get('eventBus').off('import.done', put)
  }, [drawing, suggestions, onOpen])
}

function pin(count: number, onClick: () => void): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'okno-pin'
  button.textContent = String(count)
  button.ariaLabel = button.title = wordsNow(suggestionWords).pin(count)
  button.addEventListener('click', onClick)
  return button
}
