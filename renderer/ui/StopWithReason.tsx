import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { FormFoot } from './FormFoot'
import { submitOnCtrlEnter } from './submitOnCtrlEnter'
import { useDraft } from './useDraft'

const LEAST = 5

type Props = {
  draftKey: string
  words: { stop: string; stopReason: string; stopReasonMissing: string; keep: string }
  className: string | undefined
  isBusy: boolean
  error?: string | null | undefined
  /** What was written is forgotten once this has come true; a refusal is shown by `error`. */
  onStop: (reason: string) => Promise<unknown>
}

/** Ends something for good, never without a reason. */
export function StopWithReason({ draftKey, words, className, isBusy, error, onStop }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason, forget] = useDraft(draftKey, '')
  const [isChecked, setChecked] = useState(false)
  const isShort = reason.trim().length < LEAST
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!isShort && !isBusy) onStop(reason.trim()).then(forget, () => {})
  }
  if (!isOpen)
    return (
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setOpen(true)}>
        {words.stop}
      </Button>
    )
  return (
    <form className={className} onSubmit={submit} onKeyDown={submitOnCtrlEnter} noValidate aria-label={words.stop}>
      <Textarea
        label={words.stopReason}
        autosize
        minRows={2}
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={isChecked && isShort ? words.stopReasonMissing : undefined}
      />
      <FormFoot
        error={error}
        submit={words.stop}
        isBusy={isBusy}
        isGrave
        cancel={words.keep}
        onCancel={() => setOpen(false)}
      />
    </form>
  )
}
