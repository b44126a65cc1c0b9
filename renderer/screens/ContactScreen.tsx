import { useEffect } from 'react'
import type { InteractionId } from '#shared/contract/ids'
import { useRoom } from '../api/live'
import { refusalText } from '../api/refusalText'
import { ChatComposer } from '../features/chat/ChatComposer'
import { consumerWords } from '../features/consumer/words'
import { channelLook } from '../features/timeline/channelLook'
import { entryTitle } from '../features/timeline/entryTitle'
import { PlainBody } from '../features/timeline/PlainBody'
import { useInteraction } from '../features/timeline/timelineCache'
import { timelineWords } from '../features/timeline/words'
import { nameOf } from '../features/work/Queue'
import { ErrorState } from '../ui/ErrorState'
import { formatDateTime } from '../ui/format'
import { Skeletons } from '../ui/Skeletons'
import { useWords } from '../ui/words'
import { ContactBlock } from './ContactBlock'
import classes from './ContactScreen.module.css'
import { channelParts } from './channelParts'
import frame from './Desktop.module.css'
import { pathOf, useGo } from './routes'
import { VisitEnd } from './VisitEnd'
import { screenWords } from './words'

/** A contact of somebody not yet known: its own thread in the centre, "who is it?" on the right. */
export function ContactScreen({ interactionId }: { interactionId: InteractionId }) {
  const t = useWords(screenWords)
  const c = useWords(consumerWords)
  const line = useWords(timelineWords)
  const go = useGo()
  const { data, error, refetch } = useInteraction(interactionId)
  const consumerId = data?.interaction.consumerId ?? null
  useRoom(data?.interaction.channel === 'chat' ? `chat:${interactionId}` : null)
  useEffect(() => {
    if (consumerId) go(pathOf({ consumerId, interactionId }), { replace: true })
  }, [consumerId, interactionId, go])
  if (error)
    return (
      <main className={frame.wide}>
        <ErrorState title={t.missingContact} hint={refusalText(error)} onRetry={() => void refetch()} />
      </main>
    )
  if (!data)
    return (
      <main className={frame.wide}>
        <Skeletons lines={5} />
      </main>
    )
  const { interaction, messages } = data
  const { Body = PlainBody } = channelParts[interaction.channel] ?? {}
  const { Icon, color } = channelLook[interaction.channel]
  return (
    <>
      <main className={frame.main} data-place={interactionId}>
        <header className={classes.header}>
          <h1>
            {nameOf(interaction, c.unknown)} <span className={classes.tag}>{c.unknownContact}</span>
          </h1>
          <p>
            <Icon size={16} color={color} aria-hidden /> {entryTitle(interaction, line)},{' '}
            {formatDateTime(interaction.startedAt)}
          </p>
        </header>
        <div className={classes.thread}>
          <div className={classes.card}>
            <Body interaction={interaction} messages={messages} />
          </div>
        </div>
        {interaction.channel === 'chat' && (
          <section className={classes.composer} aria-label={t.compose}>
            <ChatComposer interaction={interaction} onDone={() => {}} />
          </section>
        )}
      </main>
      <aside className={frame.right} aria-label={t.rightColumn}>
        <ContactBlock interaction={interaction} />
        <VisitEnd interaction={interaction} />
      </aside>
    </>
  )
}
