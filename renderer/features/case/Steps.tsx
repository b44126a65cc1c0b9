import type { Case } from '#shared/contract/case'
import { useWords } from '../../ui/words'
import classes from './Steps.module.css'
import { STEPS, stepsDone } from './steps'
import { caseWords } from './words'

type Props = { matter: Pick<Case, 'status'>; isInHands?: boolean }

/** How far a case is: five dots and a word under each. */
export function Steps({ matter, isInHands = false }: Props) {
  const t = useWords(caseWords)
  if (matter.status === 'cancelled') return <p className={classes.stopped}>{t.stepsCancelled}</p>
  const done = stepsDone(matter, isInHands)
  const now = STEPS[done]
  return (
    <ol className={classes.steps} aria-label={now ? t.stepsLabel({ step: t.steps[now] }) : t.stepsDone}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          data-state={index < done ? 'done' : index === done ? 'now' : 'later'}
          aria-current={index === done ? 'step' : undefined}
        >
          <span className={classes.dot} aria-hidden />
          <span className={classes.label}>{t.steps[step]}</span>
        </li>
      ))}
    </ol>
  )
}
