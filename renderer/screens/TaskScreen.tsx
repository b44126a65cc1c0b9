import { Button, VisuallyHidden } from '@mantine/core'
import { IconChecklist, IconUser } from '@tabler/icons-react'
import { useRoute } from 'wouter'
import { TaskId } from '#shared/contract/ids'
import type { Task } from '#shared/contract/task'
import { refusalText } from '../api/refusalText'
import { caseWords } from '../features/case/words'
import { TaskForm } from '../features/task/TaskForm'
import { useTask } from '../features/task/taskCache'
import { taskWords } from '../features/task/words'
import { EmptyState } from '../ui/EmptyState'
import { ErrorState } from '../ui/ErrorState'
import { Skeletons } from '../ui/Skeletons'
import { useWords } from '../ui/words'
import classes from './CaseScreen.module.css'
import frame from './Desktop.module.css'
import { pathOf, paths, useGo } from './routes'
import { TaskColumn } from './TaskColumn'

/** My tasks, and one that belongs to no case: a call back. */
export function TaskScreen() {
  const t = useWords(taskWords)
  const [, params] = useRoute<{ taskId: string }>(paths.task)
  const taskId = TaskId.safeParse(params?.taskId).data ?? null
  return (
    <div className={frame.work}>
      <TaskColumn isCurrent={({ id }) => id === taskId} />
      {taskId ? (
        <Opened key={taskId} taskId={taskId} />
      ) : (
        <main className={frame.wide}>
          <VisuallyHidden component="h1">{t.tasks}</VisuallyHidden>
          <EmptyState icon={<IconChecklist size={32} stroke={1.4} />} title={t.choose} hint={t.chooseHint} />
        </main>
      )}
    </div>
  )
}

function Opened({ taskId }: { taskId: TaskId }) {
  const t = useWords(taskWords)
  const { data, error, refetch } = useTask(taskId)
  return (
    <main className={`${frame.wide} ${classes.scrolls}`}>
      {error && (
        <ErrorState title={t.taskFailed} hint={refusalText(error, t.refusals)} onRetry={() => void refetch()} />
      )}
      {!data && !error && <Skeletons lines={4} />}
      {data && <One task={data} />}
    </main>
  )
}

function One({ task }: { task: Task }) {
  const c = useWords(caseWords)
  const go = useGo()
  const { consumerId, consumerName, interactionId } = task
  return (
    <div className={classes.task}>
      <h1>{task.title}</h1>
      {(consumerId || interactionId) && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconUser size={15} />}
          onClick={() => go(pathOf({ consumerId, interactionId }))}
        >
          {consumerName ?? c.toConsumer}
        </Button>
      )}
      <TaskForm task={task} />
    </div>
  )
}
