import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Interaction } from '#shared/contract/interaction'
import { refusalText } from '../api/refusalText'
import { newCommandId, server } from '../api/server'
import { useMe } from '../api/session'
import { CallResult } from '../features/call/CallResult'
import { TiePanel } from '../features/consumer/TiePanel'
import { entryTitle } from '../features/timeline/entryTitle'
import { placeInteraction } from '../features/timeline/timelineCache'
import { timelineWords } from '../features/timeline/words'
import { workWords } from '../features/work/words'
import { useTake } from '../features/work/workCache'
import { Block } from '../ui/Block'
import { formatDateTime, formatDuration } from '../ui/format'
import { useSecondsSince } from '../ui/useNow'
import { useWords } from '../ui/words'
import classes from './ContactBlock.module.css'
import { pathOf, useGo } from './routes'
import { screenWords } from './words'

/** The contact in hand: whose it is, how long it goes on, and what can be done with it. */
export function ContactBlock({ interaction }: { interaction: Interaction }) {
  const t = useWords(screenWords)
  const line = useWords(timelineWords)
  const me = useMe()
  const [isRetying, setRetying] = useState(false)
  const go = useGo()
  const { state, staffId, staffName, endedAt, channel } = interaction
  return (
    <>
      <Block title={t.current} aside={state === 'open' && <Going since={interaction.startedAt} />}>
        <p className={classes.title}>{entryTitle(interaction, line)}</p>
        {state === 'ended' && endedAt && (
          <p className={classes.more}>{t.contactEnded({ at: formatDateTime(endedAt) })}</p>
        )}
        {state === 'waiting' && <p className={classes.more}>{t.contactWaiting}</p>}
        {state === 'open' && staffId !== me.staffId && staffName && (
          <p className={classes.more}>{t.other({ name: staffName })}</p>
        )}
        <div className={classes.buttons}>
          {state === 'waiting' && channel !== 'phone' && <Take interaction={interaction} />}
          {state === 'open' && staffId === me.staffId && channel !== 'phone' && channel !== 'visit' && (
            <End interaction={interaction} />
          )}
          {interaction.consumerId && !isRetying && channel !== 'note' && channel !== 'notice' && (
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setRetying(true)}>
              {t.wrongConsumer}
            </Button>
          )}
          {isRetying && (
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setRetying(false)}>
              {t.keepConsumer}
            </Button>
          )}
        </div>
      </Block>
      {channel === 'phone' && <CallResult callId={interaction.id} />}
      {(isRetying || interaction.consumerId === null) && (
        <TiePanel
          interaction={interaction}
          onTied={(consumerId) => {
            setRetying(false)
            go(pathOf({ consumerId, interactionId: interaction.id }))
          }}
        />
      )}
    </>
  )
}

function Going({ since }: { since: string }) {
  const t = useWords(screenWords)
  return <>{t.contactOpen({ time: formatDuration(useSecondsSince(since)) })}</>
}

function Take({ interaction }: { interaction: Interaction }) {
  const t = useWords(screenWords)
  const taking = useTake(() => {})
  return (
    <Button loading={taking.isPending} onClick={() => taking.mutate(interaction)}>
      {t.take}
    </Button>
  )
}

function End({ interaction }: { interaction: Interaction }) {
  const t = useWords(screenWords)
  const refusals = useWords(workWords).refusals
  const ending = useMutation({
    mutationFn: () => server.endInteraction({ interactionId: interaction.id, commandId: newCommandId() }),
    onSuccess: (ended) => {
      placeInteraction(ended)
      notifications.show({ message: t.ended })
    },
    onError: (error) => notifications.show({ color: 'bad', message: refusalText(error, refusals) }),
  })
  return (
    <Button variant="default" loading={ending.isPending} onClick={() => ending.mutate()}>
      {t.end}
    </Button>
  )
}
