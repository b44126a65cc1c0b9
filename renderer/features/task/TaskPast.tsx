import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Task, TaskEvent } from '#shared/contract/task'
import { refusalText } from '../../api/refusalText'
import { server } from '../../api/server'
import { formatDateTime } from '../../ui/format'
import { useWords } from '../../ui/words'
import classes from './Task.module.css'
import { taskEventsKey } from './taskCache'
import { taskWords } from './words'

/** Who did what to a task, for whom and why; asked when it is opened. */
export function TaskPast({ task }: { task: Task }) {
  const t = useWords(taskWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={classes.past} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.past}</summary>
      {isOpen && <Events task={task} />}
    </details>
  )
}

function Events({ task }: { task: Task }) {
  const t = useWords(taskWords)
  const { data, error } = useQuery({
    queryKey: taskEventsKey(task.id),
    queryFn: () => server.listTaskEvents({ taskId: task.id }),
    staleTime: 0,
  })
  if (error) return <p className={classes.label}>{refusalText(error, t.refusals)}</p>
  if (data?.items.length === 0) return <p className={classes.label}>{t.pastEmpty}</p>
  return (
    <ul className={classes.events}>
      {data?.items.map((event) => (
        <li key={`${event.at}${event.kind}${event.toName}`}>
          <Said event={event} />
          <small>{formatDateTime(event.at)}</small>
        </li>
      ))}
    </ul>
  )
}

function Said({ event: { kind, byName, forName, toName, note } }: { event: TaskEvent }) {
  const t = useWords(taskWords)
  return (
    <>
      {byName ?? t.bySystem}: {toName ? t.events.delegatedTo({ name: toName }) : t.events[kind]}
      {forName && ` ${t.events.forWhom({ name: forName })}`}
      {note && <q>{note}</q>}
    </>
  )
}
