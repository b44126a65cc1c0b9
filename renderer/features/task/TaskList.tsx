import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconFileText, IconGauge, IconPhoneOutgoing, IconSend, type TablerIcon } from '@tabler/icons-react'
import type { Task, TaskFormKind } from '#shared/contract/task'
import { refusalText } from '../../api/refusalText'
import { useMe } from '../../api/session'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorState } from '../../ui/ErrorState'
import { useHotkey } from '../../ui/hotkeys'
import { useWords } from '../../ui/words'
import { WorkItem } from '../work/WorkItem'
import { WorkSection } from '../work/WorkSection'
import { Deadline } from './Deadline'
import { priorityName } from './priority'
import { useTasks } from './taskCache'
import { useFormTitle } from './useFormTitle'
import { taskWords } from './words'

type Props = {
  /** The task that stands on the screen, by itself or by its case. */
  isCurrent: (task: Task) => boolean
  onOpen: (task: Task) => void
}

const GLYPHS: Partial<Record<TaskFormKind, TablerIcon>> = {
  callback: IconPhoneOutgoing,
  contact: IconPhoneOutgoing,
  handOver: IconSend,
  checkReading: IconGauge,
}

/** What I am to do, urgent first, then overdue. N opens the next one. */
export function TaskList({ isCurrent, onOpen }: Props) {
  const t = useWords(taskWords)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useTasks()
  const tasks = data?.pages.flatMap(({ items }) => items) ?? []
  const here = tasks.findIndex(isCurrent)
  useHotkey('n', t.next, () => {
    const next = tasks[(here + 1) % Math.max(tasks.length, 1)]
    if (next && !isCurrent(next)) onOpen(next)
    else notifications.show({ message: t.nothingNext })
  })
  if (error && !data)
    return (
      <ErrorState isCompact title={t.failed} hint={refusalText(error, t.refusals)} onRetry={() => void refetch()} />
    )
  const total = data?.pages[0]?.total ?? 0
  return (
    <WorkSection
      title={t.tasks}
      aside={total > 0 ? <Summary tasks={tasks} total={total} /> : undefined}
      empty={data && tasks.length === 0 ? <EmptyState isCompact title={t.none} hint={t.noneHint} /> : undefined}
    >
      {tasks.map((task) => (
        <Line key={task.id} task={task} isCurrent={isCurrent(task)} onOpen={onOpen} />
      ))}
      {hasNextPage && (
        <li style={{ padding: '6px 16px' }}>
          <Button variant="default" size="compact-sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t.more}
          </Button>
        </li>
      )}
    </WorkSection>
  )
}

function Line({ task, isCurrent, onOpen }: { task: Task; isCurrent: boolean; onOpen: (task: Task) => void }) {
  const t = useWords(taskWords)
  const titleOf = useFormTitle()
  const Icon = GLYPHS[task.form] ?? IconFileText
  const me = useMe()
  const { title, more } = textsOf(task, titleOf(task))
  const isOfAnother = task.assigneeId !== null && task.assigneeId !== me.staffId
  const whose = isOfAnother && task.assigneeName ? t.takenBy({ name: task.assigneeName }) : ''
  const urgency = task.priority > 0 ? t.priorities[priorityName(task.priority)] : ''
  return (
    <WorkItem
      glyph={<Icon size={17} stroke={1.7} color={`var(--${task.kind === 'callback' ? 'phone' : 'portal'})`} />}
      title={title}
      aside={<Deadline at={task.dueAt} />}
      more={[urgency, whose, more].filter(Boolean).join(' · ')}
      isCurrent={isCurrent}
      onOpen={() => onOpen(task)}
    />
  )
}

/** What is to be done in bold, whom and what it is about under it. */
function textsOf(task: Task, form: string): { title: string; more: string } {
  if (task.kind === 'callback') return { title: task.title, more: task.consumerName ?? form }
  // what an analyst has called the step says more than that it is one
  if (task.form === 'own')
    return { title: task.title, more: [task.consumerName, task.note].filter(Boolean).join(' · ') || form }
  return { title: form, more: [task.caseNumber, task.consumerName, task.title].filter(Boolean).join(' · ') }
}

/** Counted from what is loaded: the overdue ones come first. */
function Summary({ tasks, total }: { tasks: readonly Task[]; total: number }) {
  const t = useWords(taskWords)
  const now = new Date().toISOString()
  const late = tasks.filter(({ dueAt }) => dueAt < now).length
  return <>{late > 0 ? `${total} · ${t.overdue(late)}` : total}</>
}
