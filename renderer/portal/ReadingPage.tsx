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
import { givenWords } from './readingWords'
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
  const r = useWords(givenWords)
  const [number, setNumber] = useState('')
  const [problem, setProblem] = useState<string>()
  const find = async (event: FormEvent) => {
    event.preventDefault()
    const asked = number.trim()
    if (asked.length < 4 || asked.length > 20) return setProblem(r.numberMissing)
    try {
      const meters = await visitorServer(null).offerMeters({ number: asked })
      if (meters.length > 0) onFound({ number: asked, meters })
      else setProblem(r.unknown)
    } catch (error) {
      setProblem(refusalText(error, t.refusals))
    }
  }
  return (
    <form className={classes.screen} onSubmit={(event) => void find(event)} noValidate>
      <Heading>{r.heading}</Heading>
      <TextField
        name="number"
        label={r.number}
        hint={r.numberHint}
        error={problem}
        value={number}
        onChange={setNumber}
        inputMode="numeric"
      />
      <div className={classes.buttons}>
        <button type="submit" className="primary">
          {r.find}
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
  const r = useWords(givenWords)
  const outcome = useOutcome(first, token)
  return (
    <section className={classes.screen}>
      <Heading>{r.done[outcome.state]}</Heading>
      <p role="status">{outcome.text}</p>
      {outcome.state === 'inCheck' && <p className={classes.hint}>{r.checkHint}</p>}
      <div className={classes.buttons}>
        {outcome.state === 'askedAgain' ? (
          <button type="button" className="primary" onClick={onAgain}>
            {r.again}
          </button>
        ) : (
          <button type="button" className="second" onClick={onAnother}>
            {r.another}
          </button>
        )}
      </div>
    </section>
  )
}
