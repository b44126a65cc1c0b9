import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { Refusal } from '#shared/contract/contract'
import { refusalText } from '../api/refusalText'
import { formatPhone } from '../ui/format'
import { useWords } from '../ui/words'
import { applicantOf, type Step } from './draft'
import { FieldError } from './fields'
import { fileAppeal } from './filing'
import classes from './Portal.module.css'
import type { Answers } from './useAnswers'
import { useTopicName, useTopics } from './useTopics'
import { portalWords } from './words'

type Props = { answers: Answers; heading: ReactNode; back: ReactNode }

/** Everything once more, each part with a way back to it; then it goes. */
export function CheckStep({ answers: { draft, change, forget }, heading, back }: Props) {
  const t = useWords(portalWords)
  const [, go] = useLocation()
  const [failure, setFailure] = useState<unknown>(null)
  const [isSending, setSending] = useState(false)
  const trap = useRef<HTMLInputElement>(null)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (isSending) return
    setSending(true)
    setFailure(null)
    try {
      await fileAppeal(draft, trap.current?.value ?? '')
      forget()
      go('/done', { replace: true })
    } catch (error) {
      if (error instanceof Refusal && error.code === 'attachmentNotYours') change({ files: [] })
      setFailure(error)
      setSending(false)
    }
  }
  return (
    <form className={classes.screen} onSubmit={(event) => void send(event)}>
      {heading}
      <Summary draft={draft} />
      <div className={classes.trap} aria-hidden="true">
        <label>
          {t.check.trap}
          <input ref={trap} name="website" tabIndex={-1} autoComplete="off" />
        </label>
      </div>
      <p className={classes.hint}>{t.check.consent}</p>
      {failure !== null && <FieldError>{refusalText(failure, t.refusals)}</FieldError>}
      <div className={classes.buttons}>
        <button type="submit" className="primary" aria-disabled={isSending}>
          {isSending ? t.check.sending : t.check.send}
        </button>
        {back}
      </div>
    </form>
  )
}

function Summary({ draft }: Pick<Answers, 'draft'>) {
  const t = useWords(portalWords)
  const nameOf = useTopicName()
  const { topics } = useTopics()
  const topic = topics?.find((each) => each.code === draft.topic)
  const { phone, email, address } = applicantOf(draft)
  const rows: [Step, string, string][] = [
    ['topic', t.check.topic, topic ? nameOf(topic) : ''],
    ['text', t.check.text, draft.text],
    ['files', t.check.files, draft.files.map((file) => file.name).join(', ') || t.check.noFiles],
    ['who', t.check.who, [draft.name, draft.account && `${t.who.account} ${draft.account}`].filter(Boolean).join('\n')],
    ['channel', t.check.channel, draft.channel && t.channel[draft.channel]],
    ['contact', t.check.contact, [phone && formatPhone(phone), email, address].filter(Boolean).join('\n')],
  ]
  return (
    <dl className={classes.summary}>
      {rows.map(([step, name, value]) => (
        <div key={step}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          <dd className={classes.change}>
            <a href={`#/appeal/${step}`} aria-label={t.check.changeWhat({ what: name })}>
              {t.check.change}
            </a>
          </dd>
        </div>
      ))}
    </dl>
  )
}
