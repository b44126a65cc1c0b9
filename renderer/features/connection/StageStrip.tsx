import type { ConnectionStep } from '#shared/contract/connection'
import { useWords } from '../../ui/words'
import classes from './Connection.module.css'
import { useStageTimes } from './useStageTimes'
import { connectionWords } from './words'

/** The stages of an application with their days, as the applicant sees them. */
export function StageStrip({ steps }: { steps: readonly ConnectionStep[] }) {
  const t = useWords(connectionWords)
  const timesOf = useStageTimes()
  return (
    <ol className={classes.steps} aria-label={t.way}>
      {steps.map((step) => (
        <li key={step.stage} data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <b>{t.stages[step.stage]}</b>
          <small>{timesOf(step)}</small>
        </li>
      ))}
    </ol>
  )
}
