import { Autocomplete, TextInput } from '@mantine/core'
import { useEffect } from 'react'
import type { ConsumerId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { useWords } from '../../ui/words'
import { useConsumer } from '../consumer/useConsumer'
import type { Problems } from './checkDraft'
import classes from './MailComposer.module.css'
import type { Draft } from './useSending'
import { mailWords } from './words'

type Props = {
  consumerId: ConsumerId
  draft: Draft
  change: (part: Partial<Draft>) => void
  problems: Problems
}

/** To whom and about what; the consumer's addresses are offered, the only one is taken. */
export function Addressee({ consumerId, draft, change, problems }: Props) {
  const t = useWords(mailWords)
  const emails = useConsumer(consumerId).data?.consumer.emails ?? []
  const [first] = emails
  // biome-ignore lint/correctness/useExhaustiveDependencies: offered once, when the card has come
  useEffect(() => {
    if (first && !draft.to) change({ to: first })
  }, [first])
  return (
    <div className={classes.fields}>
      <Autocomplete
        label={t.to}
        type="email"
        data={emails}
        value={draft.to}
        error={problems.to && t[problems.to]}
        onChange={(to) => change({ to })}
      />
      <TextInput
        label={t.subject}
        maxLength={300}
        value={draft.subject}
        error={problems.subject && t[problems.subject]}
        onChange={(event) => change({ subject: event.currentTarget.value })}
      />
    </div>
  )
}

export function AnsweredMail({ answered }: { answered: Interaction }) {
  const t = useWords(mailWords)
  return (
    <p className={classes.answered}>
      <b>{t.answering({ subject: answered.subject || t.noSubject })}</b>
      <span>{answered.address}</span>
    </p>
  )
}
