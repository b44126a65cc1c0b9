import { useEffect, useRef, useState } from 'react'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorState } from '../../../ui/ErrorState'
import { Skeletons } from '../../../ui/Skeletons'
import { useLanguage, useWords } from '../../../ui/words'
import type { Drawing } from '../drawing/drawing'
import { EnclosureRoom } from '../enclosed/EnclosureRoom'
import { useEnclosure } from '../enclosed/useEnclosure'
import classes from './Decisions.module.css'
import type { DecisionEditor } from './decisionEditor'
import { TryDecision } from './TryDecision'
import { decisionWords } from './words'

type Props = { drawing: Drawing; id: string; onClose: () => void }

/** One decision on the table, and beside it what it says to the values at hand. */
export function DecisionRoom({ drawing, id, onClose }: Props) {
  const t = useWords(decisionWords)
  const { item, keep } = useEnclosure(drawing, 'decisions', id)
  const { place, editor, isFailed } = useEditor(item?.text ?? '', (text) => keep({ text }))
  if (!item) return <EmptyState title={t.failed} hint={t.failedHint} />
  return (
    <EnclosureRoom
      label={t.room({ name: item.name })}
      words={t}
      name={item.name}
      onName={(name) => keep({ name })}
      onClose={onClose}
    >
      <div className={classes.sides}>
        <div className={classes.board}>
          {!editor && !isFailed && <Skeletons lines={4} height={40} />}
          {isFailed && <ErrorState title={t.failed} hint={t.failedHint} />}
          <div ref={place} className={`${classes.editor} okno-decision`} />
        </div>
        <TryDecision id={id} dmn={item.text} onHits={(hits) => editor?.mark(hits)} rules={editor?.rules() ?? []} />
      </div>
    </EnclosureRoom>
  )
}

function useEditor(text: string, onChange: (text: string) => void) {
  const [language] = useLanguage()
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef({ text, onChange })
  latest.current = { text, onChange }
  const [editor, setEditor] = useState<DecisionEditor | null>(null)
  const [isFailed, setFailed] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language is another editor
  useEffect(() => {
    let isGone = false
    let opened: DecisionEditor | null = null
    const open = async () => {
      const { openDecisionEditor } = await import('./decisionEditor')
      if (isGone || !place.current) return
      opened = await openDecisionEditor(place.current, latest.current.text, (changed) =>
        latest.current.onChange(changed),
      )
      if (isGone) opened.destroy()
      else setEditor(opened)
    }
    open().catch(() => !isGone && setFailed(true))
    return () => {
      isGone = true
      opened?.destroy()
      setEditor(null)
    }
  }, [language])
  return { place, editor, isFailed }
}
