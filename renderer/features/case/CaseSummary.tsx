import { Button } from '@mantine/core'
import type { Case } from '#shared/contract/case'
import type { Task } from '#shared/contract/task'
import { Block } from '../../ui/Block'
import { useDeadline } from '../../ui/format'
import { useWords } from '../../ui/words'
import { CompactStage } from '../connection/CompactStage'
import { TaskForm } from '../task/TaskForm'
import { useMayWork } from '../task/useMayWork'
import classes from './CaseSummary.module.css'
import { useCase } from './caseCache'
import { dueInstant, showDay } from './due'
import { Steps } from './Steps'
import { useTopicName } from './topics'
import { caseWords } from './words'

type Props = { matter: Case; onOpen: (matter: Case) => void }

/** An open case beside the timeline: what, by when, how far, and the step that waits for me. */
export function CaseSummary({ matter, onOpen }: Props) {
  const t = useWords(caseWords)
  const topicName = useTopicName()
  const { data } = useCase(matter.id)
  const current = data?.case ?? matter
  const step = openStep(data?.tasks ?? [])
  return (
    <Block title={t.case({ number: current.number })} aside={<Due matter={current} />}>
      <p className={classes.topic}>{topicName(current.topic)}</p>
      {current.repeatOfNumber && <p className={classes.repeat}>{t.repeat({ number: current.repeatOfNumber })}</p>}
      {current.process === 'connection' ? (
        <CompactStage caseId={current.id} />
      ) : (
        <Steps matter={current} isInHands={step?.form === 'handOver'} />
      )}
      {step && <MyStep task={step} matter={current} />}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-label={t.open({ number: current.number })}
        onClick={() => onOpen(current)}
      >
        {t.openShort}
      </Button>
    </Block>
  )
}

/** The step that is being done now. */
export const openStep = (tasks: readonly Task[]): Task | undefined =>
  tasks.find(({ state, kind }) => state === 'open' && kind === 'step')

/** A step of another role is named, not offered. */
function MyStep({ task, matter }: { task: Task; matter: Case }) {
  const mayWork = useMayWork()
  return <TaskForm key={task.id} task={task} matter={matter} isReadOnly={!mayWork(task)} />
}

export function Due({ matter }: { matter: Case }) {
  const t = useWords(caseWords)
  const { tone, text } = useDeadline(dueInstant(matter.dueOn))
  if (matter.closedAt) return <>{t.statuses[matter.status]}</>
  return (
    <span className={classes.due} data-tone={tone} title={t.dueBy({ day: showDay(matter.dueOn) })}>
      {tone === 'late' ? text : t.dueShort({ day: tone === 'soon' ? text : showDay(matter.dueOn) })}
    </span>
  )
}
