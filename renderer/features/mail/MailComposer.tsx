import { useState } from 'react'
import type { ConsumerId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { useDraft } from '../../ui/useDraft'
import { MailForm } from './MailForm'
import type { Draft } from './useSending'

type Props = { consumerId: ConsumerId; interaction?: Interaction; onDone: () => void }
const EMPTY: Draft = { to: '', subject: '', text: '', files: [], keepsOpen: false }

/** Answers the mail in hand, or begins a new one; each has a draft of its own. */
export function MailComposer({ consumerId, interaction, onDone }: Props) {
  const answerable = interaction?.channel === 'mail' && interaction.address ? interaction : null
  const [wantsNew, setWantsNew] = useState(false)
  const answered = wantsNew ? null : answerable
  const key = answered ? `mail.answer.${answered.id}` : `mail.new.${consumerId}`
  const draft = useDraft<Draft>(key, EMPTY)
  return (
    <MailForm
      key={key}
      consumerId={consumerId}
      answered={answered}
      draft={draft}
      onDone={onDone}
      {...(answerable ? { onOther: () => setWantsNew(!wantsNew) } : {})}
    />
  )
}
