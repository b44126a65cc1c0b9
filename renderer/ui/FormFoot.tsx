import { Alert, Button } from '@mantine/core'
import classes from './FormFoot.module.css'

type Props = {
  /** Why the last try was refused, in words. */
  error?: string | null | undefined
  submit: string
  isBusy: boolean
  /** What cannot be undone is red. */
  isGrave?: boolean
  cancel: string
  onCancel: () => void
}

/** The end of a form: why it was refused, doing it, leaving it. */
export function FormFoot({ error, submit, isBusy, isGrave = false, cancel, onCancel }: Props) {
  return (
    <>
      {error && (
        <Alert color="bad" variant="light" role="alert">
          {error}
        </Alert>
      )}
      <div className={classes.buttons}>
        <Button type="submit" loading={isBusy} {...(isGrave ? { color: 'bad' } : {})}>
          {submit}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {cancel}
        </Button>
      </div>
    </>
  )
}
