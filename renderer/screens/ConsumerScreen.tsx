import { useEffect, useState } from 'react'
import type { ConsumerId, InteractionId } from '#shared/contract/ids'
import type { ChannelKind, Interaction } from '#shared/contract/interaction'
import { Unreachable } from '../api/failures'
import { useConnection, useRoom } from '../api/live'
import { refusalText } from '../api/refusalText'
import { useDial } from '../features/call/useDial'
import { CaseList } from '../features/case/CaseList'
import { ConsumerCard } from '../features/consumer/ConsumerCard'
import { ConsumerHeader } from '../features/consumer/ConsumerHeader'
import { ConsumerObjects } from '../features/consumer/ConsumerObjects'
import { useConsumer } from '../features/consumer/useConsumer'
import { consumerWords } from '../features/consumer/words'
import { WaitingHere } from '../features/offline/WaitingHere'
import { ConsumerReadings } from '../features/reading/ConsumerReadings'
import { ChannelFilter } from '../features/timeline/ChannelFilter'
import { EntryBody } from '../features/timeline/EntryBody'
import { Timeline } from '../features/timeline/Timeline'
import { useTimelineAhead } from '../features/timeline/timelineCache'
import { rememberCard } from '../features/work/openContacts'
import { ErrorState } from '../ui/ErrorState'
import { formatTime } from '../ui/format'
import { Skeletons } from '../ui/Skeletons'
import { useWords } from '../ui/words'
import { CachedTimeline } from './CachedTimeline'
import { Composer } from './Composer'
import { ConsumerAside } from './ConsumerAside'
import { type ConsumerTab, ConsumerTabs } from './ConsumerTabs'
import { channelParts } from './channelParts'
import classes from './Desktop.module.css'
import { linkTo, pathOfCase, useGo } from './routes'

type Props = { consumerId: ConsumerId; interactionId: InteractionId | null }

/** One consumer is one page: who, everything that was, and how to answer. */
export function ConsumerScreen({ consumerId, interactionId }: Props) {
  const t = useWords(consumerWords)
  const [tab, setTab] = useState<ConsumerTab>('timeline')
  const [channel, setChannel] = useState<ChannelKind | null>(null)
  const { data, error, refetch } = useConsumer(consumerId)
  useTimelineAhead(consumerId)
  const connection = useConnection()
  const go = useGo()
  const { hasPhone, dial } = useDial()
  useRoom(`consumer:${consumerId}`)
  // A card that was read from this computer is read from the server as soon as it is back.
  const isStale = Boolean(data?.cached || error) && connection === 'online'
  useEffect(() => {
    if (isStale) void refetch()
  }, [isStale, refetch])
  useEffect(() => {
    if (data) rememberCard(data.consumer)
  }, [data])

  if (error && !data)
    return (
      <main className={classes.wide}>
        <ErrorState
          title={t.notFound}
          hint={error instanceof Unreachable ? t.noCacheInBrowser : refusalText(error, { notCached: t.notCached })}
          onRetry={() => void refetch()}
        />
      </main>
    )
  if (!data)
    return (
      <main className={classes.wide}>
        <Skeletons lines={6} />
      </main>
    )
  const { consumer, outages, cached } = data
  return (
    <>
      <main className={classes.main} data-place={consumerId}>
        <ConsumerHeader consumer={consumer} onDial={hasPhone ? (phone) => dial({ phone, consumerId }) : undefined}>
          {cached && <p title={t.asOfHint}>{t.asOf({ time: cached.asOf ? formatTime(cached.asOf) : '–' })}</p>}
          <ConsumerTabs consumer={consumer} tab={tab} onTab={setTab}>
            {tab === 'timeline' && <ChannelFilter channel={channel} onChange={setChannel} />}
          </ConsumerTabs>
        </ConsumerHeader>
        {tab === 'timeline' && !cached && (
          <Timeline
            consumerId={consumerId}
            channel={channel}
            goTo={interactionId}
            onShowAll={() => setChannel(null)}
            renderBody={renderBody}
          />
        )}
        {tab === 'timeline' && cached && <CachedTimeline interactions={cached.interactions} channel={channel} />}
        {tab === 'cases' && <CaseList consumerId={consumerId} onOpen={(matter) => go(pathOfCase(matter))} />}
        {tab === 'objects' && (
          <ConsumerObjects consumer={consumer}>
            <ConsumerReadings consumerId={consumerId} />
          </ConsumerObjects>
        )}
        {tab === 'card' && <ConsumerCard consumer={consumer} />}
        {tab === 'timeline' && <WaitingHere consumerId={consumerId} />}
        {tab === 'timeline' && <Composer consumerId={consumerId} interactionId={interactionId} />}
      </main>
      <ConsumerAside consumer={consumer} outages={cached ? null : outages} interactionId={interactionId} />
    </>
  )
}

const renderBody = (interaction: Interaction) => {
  const Body = channelParts[interaction.channel]?.Body
  const link = linkTo({ consumerId: interaction.consumerId, interactionId: interaction.id })
  return <EntryBody interaction={interaction} link={link} {...(Body ? { Body } : {})} />
}
