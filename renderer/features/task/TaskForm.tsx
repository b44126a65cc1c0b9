import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Case } from '#shared/contract/case'
import type { Task } from '#shared/contract/task'
import { refusalText } from '../../api/refusalText'
import { useMe } from '../../api/session'
import { useWords } from '../../ui/words'
import { refusedValues } from '../form/problemText'
import { ApproveForm } from './ApproveForm'
import { ClassifyForm } from './ClassifyForm'
import { Deadline } from './Deadline'
import { DraftForm } from './DraftForm'
import type { FormProps } from './formProps'
import { OutcomeForm } from './OutcomeForm'
import { OwnForm } from './OwnForm'
import classes from './Task.module.css'
import { useClaim, useComplete } from './taskCache'
import { taskWords } from './words'

type Props = { task: Task; matter?: Case | undefined; isReadOnly?: boolean; onDone?: () => void }

/** One step and the form it is done with; who has it, by when; take it, give it back. */
export function TaskForm({ task, matter, isReadOnly = false, onDone = () => {} }: Props) {
  const t = useWords(taskWords)
  const completion = useComplete(task, onDone)
  const { error } = completion.completing
  if (task.state !== 'open') return <p className={classes.label}>{t.alreadyDone}</p>
  return (
    <section className={classes.form} aria-label={t.forms[task.form]}>
      <Head task={task} isReadOnly={isReadOnly} />
      {!isReadOnly && <Fields task={task} matter={matter} completion={completion} />}
      {error && !refusedValues(error) && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(error, t.refusals)}
        </Alert>
      )}
    </section>
  )
}

function Fields(props: FormProps) {
  switch (props.task.form) {
    case 'classify':
      return <ClassifyForm {...props} />
    case 'draft':
      return <DraftForm {...props} />
    case 'approve':
      return <ApproveForm {...props} />
    case 'own':
      return <OwnForm {...props} />
    default:
      return <OutcomeForm {...props} />
  }
}

function Head({ task, isReadOnly }: { task: Task; isReadOnly: boolean }) {
  const t = useWords(taskWords)
  const me = useMe()
  const { claiming, returning } = useClaim(task)
  const isMine = task.assigneeId === me.staffId
  const roles = task.roles.map((role) => t.roles[role]).join(', ')
  const free = isReadOnly ? t.waitsFor({ roles }) : t.free
  return (
    <div className={classes.head}>
      <b>{t.forms[task.form]}</b>
      <Deadline at={task.dueAt} />
      {task.isEscalated && (
        <span className={classes.late}>
          <IconAlertTriangle size={15} aria-hidden /> {t.escalated}
        </span>
      )}
      <span>{isMine ? t.mine : task.assigneeName ? t.takenBy({ name: task.assigneeName }) : free}</span>
      {!isReadOnly && task.assigneeId === null && (
        <Button size="compact-xs" variant="default" loading={claiming.isPending} onClick={() => claiming.mutate()}>
          {t.claim}
        </Button>
      )}
      {!isReadOnly && isMine && (
        <Button size="compact-xs" variant="default" loading={returning.isPending} onClick={() => returning.mutate()}>
          {t.giveBack}
        </Button>
      )}
    </div>
  )
}
