import { Button } from '@mantine/core'
import { IconPaperclip, IconUser } from '@tabler/icons-react'
import { useRoute } from 'wouter'
import type { OpenedCase } from '#shared/contract/case'
import { CaseId } from '#shared/contract/ids'
import { useRoom } from '../api/live'
import { refusalText } from '../api/refusalText'
import { useMe } from '../api/session'
import { saveAttachment } from '../api/upload'
import { CaseAnswer } from '../features/case/CaseAnswer'
import { CaseDiagram } from '../features/case/CaseDiagram'
import { CaseFailure } from '../features/case/CaseFailure'
import { CaseHistory } from '../features/case/CaseHistory'
import { Due, openStep } from '../features/case/CaseSummary'
import { useCase } from '../features/case/caseCache'
import { ExtendCase } from '../features/case/ExtendCase'
import { Steps } from '../features/case/Steps'
import { StopCase } from '../features/case/StopCase'
import { useTopicName } from '../features/case/topics'
import { caseWords } from '../features/case/words'
import { TaskForm } from '../features/task/TaskForm'
import { useMayWork } from '../features/task/useMayWork'
import { Block } from '../ui/Block'
import { ErrorState } from '../ui/ErrorState'
import { formatDateTime, formatPhone } from '../ui/format'
import { Skeletons } from '../ui/Skeletons'
import { useWords } from '../ui/words'
import classes from './CaseScreen.module.css'
import { ConnectionActs, ConnectionPanels } from './ConnectionPanels'
import frame from './Desktop.module.css'
import { Panel } from './Panel'
import { pathOf, paths, useGo } from './routes'
import { TaskColumn } from './TaskColumn'

/** One case is one page: what is asked, where it stands, what was done, what is answered; the step on the right. */
export function CaseScreen() {
  const [, params] = useRoute<{ caseId: string }>(paths.case)
  const caseId = CaseId.safeParse(params?.caseId).data ?? null
  return (
    <div className={frame.work}>
      <TaskColumn isCurrent={(task) => task.caseId !== null && task.caseId === caseId} />
      {caseId && <Opened key={caseId} caseId={caseId} />}
    </div>
  )
}

function Opened({ caseId }: { caseId: CaseId }) {
  const t = useWords(caseWords)
  const { data, error, refetch } = useCase(caseId)
  const consumerId = data?.case.consumerId
  useRoom(consumerId ? `consumer:${consumerId}` : null)
  if (error && !data)
    return (
      <main className={frame.wide}>
        <ErrorState title={t.caseFailed} hint={refusalText(error, t.refusals)} onRetry={() => void refetch()} />
      </main>
    )
  if (!data)
    return (
      <main className={frame.wide}>
        <Skeletons lines={6} />
      </main>
    )
  return (
    <>
      <main className={classes.main} data-place={caseId}>
        <Header opened={data} />
        <div className={classes.body}>
          <CaseFailure opened={data} />
          {data.case.process === 'connection' && <ConnectionPanels caseId={caseId} />}
          <section aria-label={t.diagram}>
            <CaseDiagram caseId={caseId} />
          </section>
          <div className={classes.columns}>
            <Panel title={t.appeal}>
              <p className={classes.text}>{data.case.text}</p>
              <Files opened={data} />
            </Panel>
            <Panel title={t.answer}>
              <CaseAnswer matter={data.case} />
            </Panel>
          </div>
          <Panel title={t.history}>
            <CaseHistory opened={data} />
          </Panel>
        </div>
      </main>
      <Aside opened={data} />
    </>
  )
}

function Header({ opened: { case: matter } }: { opened: OpenedCase }) {
  const t = useWords(caseWords)
  const topicName = useTopicName()
  const go = useGo()
  const { consumerId, number, topic, kind, consumerName, registeredAt, repeatOfNumber } = matter
  return (
    <header className={classes.header}>
      <h1>
        {topicName(topic)}
        {repeatOfNumber && <span className={classes.repeat}>{t.repeat({ number: repeatOfNumber })}</span>}
      </h1>
      <p>
        <span>{t.case({ number })}</span>
        <span>{t.kinds[kind]}</span>
        <span>{formatDateTime(registeredAt)}</span>
        <span>
          <Due matter={matter} />
        </span>
        {consumerId ? (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconUser size={15} />}
            aria-label={`${t.toConsumer}: ${consumerName}`}
            onClick={() => go(pathOf({ consumerId, interactionId: null }))}
          >
            {consumerName}
          </Button>
        ) : (
          <span>{consumerName}</span>
        )}
      </p>
    </header>
  )
}

function Files({ opened: { attachments } }: { opened: OpenedCase }) {
  const t = useWords(caseWords)
  if (attachments.length === 0) return null
  return (
    <ul className={classes.files} aria-label={t.attachments}>
      {attachments.map((file) => (
        <li key={file.id}>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPaperclip size={15} />}
            aria-label={t.save({ name: file.name })}
            onClick={() => void saveAttachment(file)}
          >
            {file.name}
          </Button>
        </li>
      ))}
    </ul>
  )
}

const dayOf = (day: string) => day.split('-').reverse().join('.')

function Aside({ opened: { case: matter, tasks, extensibleUntil } }: { opened: OpenedCase }) {
  const t = useWords(caseWords)
  const me = useMe()
  const mayExtend = me.roles.some((role) => role === 'specialist' || role === 'supervisor')
  const step = openStep(tasks)
  const others = tasks.filter((task) => task.state === 'open' && task.kind !== 'step')
  const mayWork = useMayWork()
  return (
    <aside className={frame.right} aria-label={t.case({ number: matter.number })}>
      <Block title={t.case({ number: matter.number })} aside={<Due matter={matter} />}>
        <p className={classes.status}>{t.statuses[matter.status]}</p>
        {matter.process !== 'connection' && <Steps matter={matter} isInHands={step?.form === 'handOver'} />}
        {step && <TaskForm key={step.id} task={step} matter={matter} isReadOnly={!mayWork(step)} />}
        {others.map((task) => (
          <TaskForm key={task.id} task={task} isReadOnly={!mayWork(task)} />
        ))}
      </Block>
      {matter.process === 'connection' && <ConnectionActs caseId={matter.id} />}
      {!matter.closedAt && (
        <Block title={t.answerBy}>
          <p className={classes.status}>{t.channels[matter.answerChannel]}</p>
          {matter.answerAddress && <p className={classes.address}>{formatPhone(matter.answerAddress)}</p>}
          {matter.extendedFrom && (
            <p className={classes.address}>{t.extendedFrom({ day: dayOf(matter.extendedFrom) })}</p>
          )}
          {extensibleUntil && mayExtend && <ExtendCase matter={matter} until={extensibleUntil} />}
          <StopCase matter={matter} />
        </Block>
      )}
    </aside>
  )
}
