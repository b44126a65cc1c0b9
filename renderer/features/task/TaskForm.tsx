import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { Case } from '#shared/contract/case'
import type { Task } from '#shared/contract/task'
import { refusalText } from '../../api/refusalText'
import { useMe } from '../../api/session'
import { useWords } from '../../ui/words'
import { useStandsInFor } from '../absence/absenceCache'
import { refusedValues } from '../form/problemText'
import { ApproveForm } from './ApproveForm'
import { CheckReadingForm } from './CheckReadingForm'
import { ChooseForm } from './ChooseForm'
import { ClassifyForm } from './ClassifyForm'
import { Deadline } from './Deadline'
import { DelegateDialog } from './DelegateDialog'
import { DraftForm } from './DraftForm'
import type { FormProps } from './formProps'
import { OutcomeForm } from './OutcomeForm'
import { OwnForm } from './OwnForm'
import { PriorityDialog } from './PriorityDialog'
import { priorityName } from './priority'
import classes from './Task.module.css'
import { TaskPast } from './TaskPast'
import { useClaim, useComplete } from './taskCache'
import { useFormTitle } from './useFormTitle'
import { taskWords } from './words'

type Props = { task: Task; matter?: Case | undefined; isReadOnly?: boolean; onDone?: () => void }

/** One step and the form it is done with; who has it, by when; take it, give it back. */
export function TaskForm({ task, matter, isReadOnly = false, onDone = () => {} }: Props) {
  const t = useWords(taskWords)
  const titleOf = useFormTitle()
  const completion = useComplete(task, onDone)
  const { error } = completion.completing
  if (task.state !== 'open') return <Over task={task} />
  return (
    <section className={classes.form} aria-label={titleOf(task)}>
      <Head task={task} isReadOnly={isReadOnly} />
      {!isReadOnly && <Fields task={task} matter={matter} completion={completion} />}
      {error && !refusedValues(error) && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(error, t.refusals)}
        </Alert>
      )}
      <TaskPast task={task} />
    </section>
  )
}

function Over({ task }: { task: Task }) {
  const t = useWords(taskWords)
  const done = task.doneForName ? t.doneFor({ name: task.doneForName }) : t.alreadyDone
  return (
    <>
      <p className={classes.label}>{task.state === 'done' ? done : t.alreadyCancelled}</p>
      <TaskPast task={task} />
    </>
  )
}

function Fields(props: FormProps) {
  switch (props.task.form) {
    case 'classify':
      return <ClassifyForm {...props} />
    case 'draft':
      return <DraftForm {...props} />
    case 'checkReading':
      return <CheckReadingForm {...props} />
    case 'approve':
      return <ApproveForm {...props} />
    case 'outcome':
      return <ChooseForm {...props} />
    case 'own':
      return <OwnForm {...props} />
    default:
      return <OutcomeForm {...props} />
  }
}

/** To whom else it could go, and how urgent it is. */
function Handing({ task }: { task: Task }) {
  const t = useWords(taskWords)
  const me = useMe()
  const isStandIn = useStandsInFor().some((id) => id === task.assigneeId)
  const isSupervisor = me.roles.includes('supervisor')
  const [open, setOpen] = useState<'delegate' | 'priority' | null>(null)
  const mayDelegate = task.assigneeId === null || task.assigneeId === me.staffId || isStandIn || isSupervisor
  return (
    <>
      {mayDelegate && (
        <Button size="compact-xs" variant="default" onClick={() => setOpen('delegate')}>
          {t.delegate}
        </Button>
      )}
      {isSupervisor && (
        <Button size="compact-xs" variant="default" onClick={() => setOpen('priority')}>
          {t.priority}
        </Button>
      )}
      {open === 'delegate' && <DelegateDialog task={task} onClose={() => setOpen(null)} />}
      {open === 'priority' && <PriorityDialog task={task} onClose={() => setOpen(null)} />}
    </>
  )
}

function Head({ task, isReadOnly }: { task: Task; isReadOnly: boolean }) {
  const t = useWords(taskWords)
  const titleOf = useFormTitle()
  const me = useMe()
  const { claiming, returning } = useClaim(task)
  const isMine = task.assigneeId === me.staffId
  const theirs = useStandsInFor().some((id) => id === task.assigneeId) ? t.standInFor : t.takenBy
  const roles = task.roles.map((role) => t.roles[role]).join(', ')
  const free = isReadOnly ? t.waitsFor({ roles }) : t.free
  return (
    <div className={classes.head}>
      <b>{titleOf(task)}</b>
      <Deadline at={task.dueAt} />
      {task.priority > 0 && <span className={classes.priority}>{t.priorities[priorityName(task.priority)]}</span>}
      {task.isEscalated && (
        <span className={classes.late}>
          <IconAlertTriangle size={15} aria-hidden /> {t.escalated}
        </span>
      )}
      <span>{isMine ? t.mine : task.assigneeName ? theirs({ name: task.assigneeName }) : free}</span>
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
      {!isReadOnly && <Handing task={task} />}
    </div>
  )
}
