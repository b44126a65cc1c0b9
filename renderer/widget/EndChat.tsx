import { useRef, useState } from 'react'
import { useWords } from '../ui/words'
import type { ChatSession } from './chatSession'
import classes from './Widget.module.css'
import { widgetWords } from './words'

/** Asks once more before a chat is over. */
export function EndChat({ session }: { session: ChatSession }) {
  const t = useWords(widgetWords)
  const [isAsking, setAsking] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const close = () => {
    setAsking(false)
    opener.current?.focus()
  }
  if (!isAsking) {
    return (
      <button ref={opener} type="button" className="quiet" onClick={() => setAsking(true)}>
        {t.end}
      </button>
    )
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      className={classes.asking}
      role="group"
      aria-label={t.reallyEnd}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <span>{t.reallyEnd}</span>
      {/* biome-ignore lint/a11y/noAutofocus: the question follows the person's own press */}
      <button type="button" className="quiet" autoFocus onClick={() => void session.end().catch(close)}>
        {t.yesEnd}
      </button>
      <button type="button" className="quiet" onClick={close}>
        {t.no}
      </button>
    </div>
  )
}
