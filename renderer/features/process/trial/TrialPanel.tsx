import { Alert, Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Trial } from '#shared/contract/trial'
import { refusalText } from '../../../api/refusalText'
import { useDraft } from '../../../ui/useDraft'
import { useWords } from '../../../ui/words'
import type { Drawing } from '../drawing/drawing'
import { elementName } from '../elementName'
import { Refused } from '../versions/Refused'
import { pathOf, readLines } from './lines'
import classes from './Trial.module.css'
import { useTrial } from './useTrial'
import { Waiting } from './Waiting'
import { trialWords } from './words'

type Props = { drawing: Drawing; processKey: string }

/** The draft runs for its analyst alone: with which values, which way, and where it waits or stops. */
export function TrialPanel({ drawing, processKey }: Props) {
  const t = useWords(trialWords)
  const [text, setText] = useDraft(`trial.${processKey}`, '')
  const [badLine, setBadLine] = useState<string | null>(null)
  const { trial, problems, error, isPending, isStale, canGoBack, run, move, back } = useTrial(drawing)
  const start = (event: FormEvent) => {
    event.preventDefault()
    const read = readLines(text)
    setBadLine('badLine' in read ? read.badLine : null)
    if ('values' in read) run(read.values)
  }
  return (
    <div className={classes.panel}>
      <p className={classes.honest}>{t.honest}</p>
      <form className={classes.panel} style={{ padding: 0 }} onSubmit={start}>
        <Textarea
          label={t.variables}
          description={t.variablesHint}
          autosize
          minRows={2}
          maxRows={8}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={badLine === null ? undefined : t.badLine({ line: badLine })}
        />
        <div className={classes.buttons}>
          <Button type="submit" loading={isPending}>
            {trial ? t.again : t.run}
          </Button>
          {canGoBack && (
            <Button variant="default" disabled={isPending} onClick={back}>
              {t.back}
            </Button>
          )}
        </div>
      </form>
      {error && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(error, t.refusals)}
        </Alert>
      )}
      {problems && <Refused problems={problems} onShow={drawing.show} />}
      {isStale && (
        <Alert color="warn" variant="light">
          {t.stale}
        </Alert>
      )}
      {trial && !isStale && <Waiting drawing={drawing} trial={trial} isPending={isPending} onMove={move} />}
      {trial && <Told drawing={drawing} trial={trial} />}
    </div>
  )
}

/** Where it stopped, which way it took, what is known now. */
function Told({ drawing, trial }: { drawing: Drawing; trial: Trial }) {
  const t = useWords(trialWords)
  const onShow = drawing.show
  // what stands in a called process is not on this board
  const nameOf = (at: { elementId: string; elementName: string }) =>
    elementName(drawing, at.elementId) ?? at.elementName
  const values = Object.entries(trial.variables)
  return (
    <>
      {trial.failures.map((failure) => (
        <Alert key={failure.elementId} color="bad" variant="light" title={`${t.failures}: ${nameOf(failure)}`}>
          <p>{failure.message}</p>
          <Button size="compact-sm" variant="default" onClick={() => onShow(failure.elementId)}>
            {t.goTo({ element: nameOf(failure) })}
          </Button>
        </Alert>
      ))}
      <h2>{t.path}</h2>
      <ol className={classes.path} aria-label={t.path}>
        {pathOf(trial.passed).map((passed, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a way may come to one place twice
          <li key={`${passed.instance}.${passed.elementId}.${at}`}>
            <button type="button" title={t.goTo({ element: nameOf(passed) })} onClick={() => onShow(passed.elementId)}>
              {nameOf(passed)}
            </button>
          </li>
        ))}
      </ol>
      <h2>{t.variablesNow}</h2>
      {values.length === 0 && <p className={classes.honest}>{t.none}</p>}
      <dl className={classes.values}>
        {values.map(([name, value]) => (
          <Value key={name} name={name} value={value} />
        ))}
      </dl>
    </>
  )
}

const Value = ({ name, value }: { name: string; value: unknown }) => (
  <>
    <dt>{name}</dt>
    <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
  </>
)
