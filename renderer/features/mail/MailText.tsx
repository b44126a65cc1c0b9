import { useState } from 'react'
import { useWords } from '../../ui/words'
import classes from './MailBody.module.css'
import { type Segment, segmentsOf } from './segments'
import { mailWords } from './words'

type Props = { text: string; folds: readonly (readonly [number, number])[] }

/** A plain mail: its own words, and each quoted part behind a press. */
export function MailText({ text, folds }: Props) {
  const t = useWords(mailWords)
  const segments = segmentsOf(text, folds)
  if (segments.length === 0) return <p className={classes.quiet}>{t.noText}</p>
  return (
    <div className={classes.text}>
      {segments.map((segment) =>
        segment.isQuote ? <Quote key={segment.from} segment={segment} /> : <p key={segment.from}>{segment.text}</p>,
      )}
    </div>
  )
}

function Quote({ segment }: { segment: Segment }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <QuoteButton isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
      {isOpen && <blockquote className={classes.quote}>{segment.text}</blockquote>}
    </>
  )
}

export function QuoteButton({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  const t = useWords(mailWords)
  return (
    <button type="button" className={classes.fold} aria-expanded={isOpen} onClick={onToggle}>
      <span aria-hidden>•••</span> {isOpen ? t.hideQuote : t.showQuote}
    </button>
  )
}
