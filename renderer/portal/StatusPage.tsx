import { type FormEvent, useRef, useState } from 'react'
import { refusalText } from '../api/refusalText'
import { useWords } from '../ui/words'
import { FieldError, TextField } from './fields'
import { type Filed, lastFiled } from './filing'
import { Heading } from './Heading'
import classes from './Portal.module.css'
import { StatusView } from './StatusView'
import { forgetWatched, watchAppeal, watchedToken } from './watching'
import { portalWords } from './words'

/** Number and code, then the appeal itself for as long as this tab is open. */
export function StatusPage() {
  const [token, setToken] = useState(watchedToken)
  const [ended, setEnded] = useState<unknown>(null)
  if (!token) return <Ask why={ended} onOpened={() => setToken(watchedToken())} />
  const forget = (why: unknown) => {
    forgetWatched()
    setEnded(why)
    setToken(null)
  }
  return <StatusView token={token} onEnded={forget} onOther={() => forget(null)} />
}

function Ask({ why, onOpened }: { why: unknown; onOpened: () => void }) {
  const t = useWords(portalWords)
  const [asked, setAsked] = useState<Filed>(lastFiled() ?? { number: '', code: '' })
  const [problem, setProblem] = useState<{ number?: string; code?: string }>({})
  const [failure, setFailure] = useState<string | null>(why ? refusalText(why, t.refusals) : null)
  const form = useRef<HTMLFormElement>(null)
  const show = async (event: FormEvent) => {
    event.preventDefault()
    setFailure(null)
    const missing = {
      ...(asked.number.trim() ? {} : { number: t.status.numberMissing }),
      ...(asked.code.trim().length > 3 ? {} : { code: t.status.codeMissing }),
    }
    setProblem(missing)
    const first = Object.keys(missing)[0]
    if (first) return form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
    try {
      if (await watchAppeal(asked)) onOpened()
      else setFailure(t.status.wrong)
    } catch (error) {
      setFailure(refusalText(error, t.refusals))
    }
  }
  return (
    <form ref={form} className={classes.screen} onSubmit={(event) => void show(event)} noValidate>
      <Heading>{t.status.heading}</Heading>
      <TextField
        name="number"
        label={t.status.number}
        hint={t.status.numberHint}
        error={problem.number}
        value={asked.number}
        onChange={(number) => setAsked({ ...asked, number })}
      />
      <TextField
        name="code"
        label={t.status.code}
        hint={t.status.codeHint}
        error={problem.code}
        value={asked.code}
        onChange={(code) => setAsked({ ...asked, code })}
      />
      {failure && <FieldError>{failure}</FieldError>}
      <div className={classes.buttons}>
        <button type="submit" className="primary">
          {t.status.show}
        </button>
        <a className="second" href="#/">
          {t.back}
        </a>
      </div>
    </form>
  )
}
