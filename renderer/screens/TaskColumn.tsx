import type { Task } from '#shared/contract/task'
import { TaskList } from '../features/task/TaskList'
import { taskWords } from '../features/task/words'
import { useWords } from '../ui/words'
import classes from './Desktop.module.css'
import { pathOfTask, useGo } from './routes'

/** The left column of everything that is about tasks. */
export function TaskColumn({ isCurrent }: { isCurrent: (task: Task) => boolean }) {
  const t = useWords(taskWords)
  const go = useGo()
  return (
    <aside className={classes.left} aria-label={t.tasks}>
      <TaskList isCurrent={isCurrent} onOpen={(task) => go(pathOfTask(task))} />
    </aside>
  )
}
