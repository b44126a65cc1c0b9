import { useEffect, useRef, useState } from 'react'
import { ErrorState } from '../../../ui/ErrorState'
import { Skeletons } from '../../../ui/Skeletons'
import { useLanguage, useWords } from '../../../ui/words'
import classes from './Forms.module.css'
import { formsWords } from './words'

type Props = { text: string; onChange: (text: string) => void }

/** The form builder in its place; large, so it comes only when a form is built. */
export function Builder({ text, onChange }: Props) {
  const t = useWords(formsWords)
  const [language] = useLanguage()
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef({ text, onChange })
  latest.current = { text, onChange }
  const [state, setState] = useState<'opening' | 'open' | 'failed'>('opening')
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language is another builder
  useEffect(() => {
    let isGone = false
    let free = () => {}
    const open = async () => {
      const { openFormEditor } = await import('./formEditor')
      if (isGone || !place.current) return
      free = await openFormEditor(place.current, latest.current.text, (changed) => latest.current.onChange(changed))
      if (isGone) free()
      else setState('open')
    }
    open().catch(() => !isGone && setState('failed'))
    return () => {
      isGone = true
      free()
    }
  }, [language, tries])
  const anew = () => {
    onChange(JSON.stringify({ type: 'default', components: [] }))
    setState('opening')
    setTries((count) => count + 1)
  }
  return (
    <>
      {state === 'opening' && <Skeletons lines={4} height={48} />}
      {state === 'failed' && (
        <ErrorState title={t.failed} hint={t.failedHint} onRetry={anew} retryLabel={t.startAnew} />
      )}
      <div ref={place} className={`${classes.editor} okno-form-editor`} />
    </>
  )
}
