import { type FormEvent, useState } from 'react'
import type { OfferedMeter, ReadingOutcome } from '#shared/contract/reading'
import { refusalText } from '../api/refusalText'
import { visitorServer } from '../api/visitor'
import { useWords } from '../ui/words'
import { TextField } from './fields'
import { useOutcome } from './giving'
import { Heading } from './Heading'
import classes from './Portal.module.css'
import { ReadingValues } from './ReadingValues'
import { portalWords } from './words'

type Found = { number: string; meters: readonly OfferedMeter[] }
type Done = { outcome: ReadingOutcome; token: string }

/** The number, then the values, then what came of them: three short screens. */
export function ReadingPage() {
  const [found, setFound] = useState<Found | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  const anew = () => {
    setDone(null)
    setFound(null)
  }
  if (done) return <Outcome key={done.token} {...done} onAgain={() => setDone(null)} onAnother={anew} />
  if (found) return <ReadingValues {...found} onDone={setDone} onOther={anew} />
  return <AskNumber onFound={setFound} />
}

function AskNumber({ onFound }: { onFound: (found: Found) => void }) {
  const t = useWords(portalWords)
  const [number, setNumber] = useState('')
  const [problem, setProblem] = useState<string>()
  const find = async (event: FormEvent) => {
    event.preventDefault()
    const asked = number.trim()
    if (asked.length < 4 || asked.length > 20) return setProblem(t.reading.numberMissing)
    try {
      const meters = await visitorServer(null).offerMeters({ number: asked })
      if (meters.length > 0) onFound({ number: asked, meters })
      else setProblem(t.reading.unknown)
    } catch (error) {
      setProblem(refusalText(error, t.refusals))
    }
  }
  return (
    <form className={classes.screen} onSubmit={(event) => void find(event)} noValidate>
      <Heading>{t.reading.heading}</Heading>
      <TextField
        name="number"
        label={t.reading.number}
        hint={t.reading.numberHint}
        error={problem}
        value={number}
        onChange={setNumber}
        inputMode="numeric"
      />
      <div className={classes.buttons}>
        <button type="submit" className="primary">
          {t.reading.find}
        </button>
        <a className="second" href="#/">
          {t.back}
        </a>
      </div>
    </form>
  )
}

type OutcomeProps = Done & { onAgain: () => void; onAnother: () => void }

function Outcome({ outcome: first, token, onAgain, onAnother }: OutcomeProps) {
  const t = useWords(portalWords).reading
  const outcome = useOutcome(first, token)
  return (
    <section className={classes.screen}>
      <Heading>{t.done[outcome.state]}</Heading>
      <p role="status">{outcome.text}</p>
      {outcome.state === 'inCheck' && <p className={classes.hint}>{t.checkHint}</p>}
      <div className={classes.buttons}>
        {outcome.state === 'askedAgain' ? (
          <button type="button" className="primary" onClick={onAgain}>
            {t.again}
          </button>
        ) : (
          <button type="button" className="second" onClick={onAnother}>
            {t.another}
          </button>
        )}
      </div>
    </section>
  )
}
