import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ChatCard as Card } from '#shared/contract/chat'
import type { ConsumerLine } from '#shared/contract/consumer'
import type { Interaction } from '#shared/contract/interaction'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { formatPhone } from '../../ui/format'
import { useWords } from '../../ui/words'
import { placeInteraction } from '../timeline/timelineCache'
import classes from './ChatBody.module.css'
import { chatWords } from './words'

/** What the visitor told of themselves and whom it may be; asked anew with every message, for a phone may have come in it. */
export function ChatCard({ interaction, messageCount }: { interaction: Interaction; messageCount: number }) {
  const t = useWords(chatWords)
  const { data: card } = useQuery({
    queryKey: ['chatCard', interaction.id, messageCount],
    queryFn: () => server.openChatCard({ interactionId: interaction.id }),
    placeholderData: (before) => before,
  })
  if (!card) return null
  const told = toldOf(card, t)
  // whom a phone or an email names is offered beside the contact; an account stands only in the conversation
  const candidates = card.accountNumber ? card.candidates.filter((line) => line.id !== interaction.consumerId) : []
  if (told.length === 0 && interaction.consumerId) return null
  return (
    <section className={classes.card} aria-label={t.card}>
      {told.length === 0 && <p>{t.nothingTold}</p>}
      <dl>
        {told.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {candidates.length > 0 && (
        <div className={classes.candidates}>
          <p>{t.candidates}</p>
          {candidates.map((line) => (
            <Candidate key={line.id} line={line} interaction={interaction} />
          ))}
        </div>
      )}
    </section>
  )
}

function Candidate({ line, interaction }: { line: ConsumerLine; interaction: Interaction }) {
  const t = useWords(chatWords)
  const tie = useMutation({
    mutationFn: () =>
      server.tieInteraction({ interactionId: interaction.id, consumerId: line.id, commandId: newCommandId() }),
    onSuccess: placeInteraction,
    onError: (error) => notifications.show({ color: 'bad', message: refusalText(error, t.refusals) }),
  })
  return (
    <div className={classes.candidate}>
      <span>
        <b>{line.name}</b>
        {line.address && <small>{line.address}</small>}
      </span>
      <Button
        size="xs"
        variant="default"
        loading={tie.isPending}
        aria-label={t.tie({ name: line.name })}
        onClick={() => tie.mutate()}
      >
        {t.tieShort}
      </Button>
    </div>
  )
}

type T = ReturnType<typeof useWords<(typeof chatWords)['ru']>>
function toldOf(card: Card, t: T): [string, string][] {
  const rows: [string, string | null][] = [
    [t.phone, card.phone && formatPhone(card.phone)],
    [t.email, card.email],
    [t.account, card.accountNumber],
    [t.address, card.address],
  ]
  return rows.flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []))
}
