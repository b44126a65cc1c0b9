import type { RunLine } from '#shared/contract/run'
import type { Task } from '#shared/contract/task'
import { formatDateTime } from '../../ui/format'
import { useWords } from '../../ui/words'
import { taskWords } from '../task/words'
import classes from './Run.module.css'
import { RunFailures } from './RunFailures'
import { StopRun } from './StopRun'
import { runWords } from './words'

type Props = { run: RunLine; onOpen: (task: Task) => void }

/** One process of a consumer: what waits in it and for whom, and what it could not do by itself. */
export function RunCard({ run, onOpen }: Props) {
  const t = useWords(runWords)
  const roles = useWords(taskWords).roles
  return (
    <section className={classes.run} aria-label={`${run.processName} ${run.number}`}>
      <p className={classes.head}>
        <b>{run.processName}</b>
        <span data-state={run.state}>{t.states[run.state]}</span>
      </p>
      <p className={classes.more}>
        {run.number} · {t.startedBy({ by: run.startedByName, at: formatDateTime(run.startedAt) })}
      </p>
      {run.steps.map((step) => (
        <button
          key={step.id}
          type="button"
          className={classes.step}
          title={t.open({ step: step.title })}
          onClick={() => onOpen(step)}
        >
          {step.title}
          <small>{t.waitsFor({ roles: step.assigneeName ?? step.roles.map((role) => roles[role]).join(', ') })}</small>
        </button>
      ))}
      <RunFailures run={run} />
      {run.state === 'active' && <StopRun run={run} />}
    </section>
  )
}
