import { Alert, Button } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { refusalText } from '../../../api/refusalText'
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
      {error !== null && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(error, t.refusals)}
        </Alert>
      )}
      <div className={classes.buttons}>
        <Button type="submit" loading={isPending}>
          {label}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t.cancel}
        </Button>
      </div>
    </form>
  )
}
