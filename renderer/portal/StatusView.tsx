import { IconCheck, IconCircle, IconCircleX, IconProgress } from '@tabler/icons-react'
import type { PortalStatus } from '#shared/contract/portal'
import { formatDate, formatDateTime } from '../ui/format'
import { useLanguage, useWords } from '../ui/words'
import { ConnectionView } from './connection/ConnectionView'
import { FieldError } from './fields'
import { Heading } from './Heading'
import { OwnFiles } from './OwnFiles'
import classes from './Portal.module.css'
import { useStatus } from './useStatus'
import { portalWords } from './words'

type Props = { token: string; onEnded: (why: unknown) => void; onOther: () => void }

/** An appeal as its person sees it; it changes before their eyes. */
export function StatusView({ token, onEnded, onOther }: Props) {
  const t = useWords(portalWords).status
  const [language] = useLanguage()
  const { watched, isOnline } = useStatus(token, onEnded)
  if (!watched) return <p className={classes.screen}>{isOnline ? t.loading : t.offline}</p>
  const { status, connection } = watched
  if (connection)
    return (
      <ConnectionView connection={connection} status={status} isOnline={isOnline} token={token} onOther={onOther} />
    )
  const isOpen = status.answer === null && status.cancelReason === null
  return (
    <article className={classes.screen}>
      <Heading step={language === 'ru' ? status.topicRu : status.topicEn}>{t.title({ number: status.number })}</Heading>
      {!isOnline && <FieldError>{t.offline}</FieldError>}
      <p className={classes.now} role="status">
        <b>{t.steps[status.status]}</b>
        {isOpen && <span>{t.due({ date: formatDate(status.dueOn) })}</span>}
      </p>
      {status.cancelReason && <p>{t.reason({ reason: status.cancelReason })}</p>}
      {status.answer && <Answer status={status} answer={status.answer} />}
      <Way steps={status.steps} />
      <section>
        <h3>{t.yourText}</h3>
        <p className={classes.hint}>{t.filed({ date: formatDateTime(status.registeredAt) })}</p>
        <p className={classes.quote}>{status.text}</p>
        {status.attachments.length > 0 && <OwnFiles files={status.attachments} token={token} />}
      </section>
      <History history={status.history} />
      <div className={classes.buttons}>
        <button type="button" className="second" onClick={onOther}>
          {t.other}
        </button>
      </div>
    </article>
  )
}

function Answer({ status, answer }: { status: PortalStatus; answer: { text: string; at: string } }) {
  const t = useWords(portalWords).status
  const elsewhere = t.answerElsewhere[status.answerChannel]
  return (
    <section className={classes.answer}>
      <h3>{t.answer}</h3>
      <p className={classes.hint}>{t.answeredAt({ at: formatDateTime(answer.at) })}</p>
      <p className={classes.quote}>{answer.text}</p>
      {elsewhere && <p className={classes.hint}>{elsewhere}</p>}
    </section>
  )
}

const ICONS = { done: IconCheck, now: IconProgress, ahead: IconCircle }

function Way({ steps }: Pick<PortalStatus, 'steps'>) {
  const t = useWords(portalWords).status
  return (
    <section>
      <h3>{t.way}</h3>
      <ol className={classes.steps}>
        {steps.map((step) => {
          const Icon = step.status === 'cancelled' ? IconCircleX : ICONS[step.state]
          return (
            <li key={step.status} data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
              <Icon aria-hidden />
              <span>
                {t.steps[step.status]}
                <small>{step.at ? formatDateTime(step.at) : t.stepStates[step.state]}</small>
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function History({ history }: Pick<PortalStatus, 'history'>) {
  const t = useWords(portalWords).status
  if (history.length === 0) return null
  return (
    <details className={classes.history}>
      <summary>{t.history}</summary>
      <ul>
        {history.map(({ at, status }) => (
          <li key={`${at} ${status}`}>
            <time dateTime={at}>{formatDateTime(at)}</time> {t.steps[status]}
          </li>
        ))}
      </ul>
    </details>
  )
}
