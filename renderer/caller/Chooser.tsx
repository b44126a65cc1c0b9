import { type FormEvent, useId, useState } from 'react'
import { refusalText } from '../api/refusalText'
import { useWords } from '../ui/words'
import classes from './Caller.module.css'
import { keptNumber, openLine } from './callerLine'
import { callerWords } from './words'

/** Which number is this? */
export function Chooser() {
  const t = useWords(callerWords)
  const [typed, setTyped] = useState(keptNumber)
  const [error, setError] = useState<string | null>(null)
  const [isOpening, setOpening] = useState(false)
  const id = useId()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isOpening || !typed.trim()) return
    setOpening(true)
    setError(null)
    await openLine(typed).catch((failure: unknown) => setError(refusalText(failure, t.refusals)))
    setOpening(false)
  }
  return (
    <form className={classes.pane} onSubmit={submit} noValidate>
      <p>{t.intro}</p>
      <label htmlFor={id}>{t.own}</label>
      <input
        id={id}
        className={classes.number}
        type="tel"
        autoComplete="tel"
        maxLength={40}
        placeholder={t.ownHint}
        value={typed}
        aria-invalid={error !== null}
        aria-describedby={`${id}-error`}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <p id={`${id}-error`} className={classes.error} role="alert">
        {error}
      </p>
      <button type="submit" className="primary" aria-disabled={isOpening || !typed.trim()}>
        {t.turnOn}
      </button>
    </form>
  )
}
