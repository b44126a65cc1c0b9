import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import type { FormSchema, FormValues } from '#shared/contract/form'
import { ErrorState } from '../../ui/ErrorState'
import { Skeletons } from '../../ui/Skeletons'
import { useLanguage, useWords } from '../../ui/words'
import type { FormView } from './formView'
import { formWords } from './words'

/** Judges what is filled in: the values when all fits, else null, and the fields say why. */
export type FormHandle = { submit(): FormValues | null }
type Props = {
  schema: FormSchema
  /** What stands in it at first. */
  initial: FormValues
  onChange?: (values: FormValues) => void
  onSubmit?: (values: FormValues) => void
  handle?: Ref<FormHandle>
}
const nothing = () => undefined

/** A form of a process. Its program is large, so it comes only when a form is shown. */
export function FormFields({ schema, initial, onChange = nothing, onSubmit = nothing, handle }: Props) {
  const t = useWords(formWords)
  const [language] = useLanguage()
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<FormView | null>(null)
  const latest = useRef({ initial, onChange, onSubmit })
  latest.current = { initial, onChange, onSubmit }
  const [state, setState] = useState<'opening' | 'open' | 'failed'>('opening')
  useImperativeHandle(handle, () => ({ submit: () => view.current?.submit() ?? null }), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language is another form
  useEffect(() => {
    let isGone = false
    const open = async () => {
      const { makeFormView } = await import('./formView')
      if (isGone || !place.current) return
      const opened = makeFormView(place.current, {
        onChange: (values) => latest.current.onChange(values),
        onSubmit: (values) => latest.current.onSubmit(values),
      })
      view.current = opened
      await opened.open(schema, latest.current.initial)
      if (!isGone) setState('open')
    }
    open().catch(() => !isGone && setState('failed'))
    return () => {
      isGone = true
      view.current?.destroy()
      view.current = null
    }
  }, [schema, language])
  return (
    <>
      {state === 'opening' && <Skeletons lines={3} />}
      {state === 'failed' && <ErrorState isCompact title={t.failed} />}
      <div ref={place} className="okno-form" />
    </>
  )
}
