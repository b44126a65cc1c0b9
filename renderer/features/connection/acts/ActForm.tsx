import type { FormEvent, ReactNode } from 'react'
import { refusalText } from '../../../api/refusalText'
import { FormFoot } from '../../../ui/FormFoot'
import { submitOnCtrlEnter } from '../../../ui/submitOnCtrlEnter'
import { useWords } from '../../../ui/words'
import classes from '../Connection.module.css'
import { actWords } from './words'

type Props = {
  label: string
  isPending: boolean
  error: unknown
  onSubmit: () => void
  onCancel: () => void
  children: ReactNode
}

/** The frame of what staff write down for an applicant. */
export function ActForm({ label, isPending, error, onSubmit, onCancel, children }: Props) {
  const t = useWords(actWords)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isPending) onSubmit()
  }
  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={submitOnCtrlEnter} noValidate aria-label={label}>
      {children}
      <FormFoot
        error={error === null ? null : refusalText(error, t.refusals)}
        submit={label}
        isBusy={isPending}
        cancel={t.cancel}
        onCancel={onCancel}
      />
    </form>
  )
}
