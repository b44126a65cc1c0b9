import { IconCheck, IconCircle, IconCircleX, IconProgress } from '@tabler/icons-react'
import type { ConnectionStep } from '#shared/contract/connection'
import { useStageTimes } from '../../features/connection/useStageTimes'
import { connectionWords } from '../../features/connection/words'
import { useWords } from '../../ui/words'
import classes from '../Portal.module.css'

const ICONS = { done: IconCheck, now: IconProgress, ahead: IconCircle, stopped: IconCircleX }

/** The whole way of an application: what is behind and when, what is now and until when, what is to come. */
export function StageList({ steps }: { steps: readonly ConnectionStep[] }) {
  const c = useWords(connectionWords)
  const timesOf = useStageTimes()
  return (
    <section>
      <h3>{c.way}</h3>
      <ol className={classes.steps}>
        {steps.map((step) => {
          const Icon = ICONS[step.state]
          return (
            <li key={step.stage} data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
              <Icon aria-hidden />
              <span>
                {c.stages[step.stage]}
                <small>{timesOf(step)}</small>
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
