import { ActionIcon, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconLink } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Interaction, Message } from '#shared/contract/interaction'
import { refusalText } from '../../api/refusalText'
import { ErrorState } from '../../ui/ErrorState'
import { Skeletons } from '../../ui/Skeletons'
import { useWords } from '../../ui/words'
import classes from './EntryBody.module.css'
import { PlainBody } from './PlainBody'
import { useInteraction } from './timelineCache'
import { timelineWords } from './words'

export type Body = ComponentType<{ interaction: Interaction; messages: Message[] }>

/** An opened contact: loads its messages and shows them the way of its channel. */
export function EntryBody({
  interaction,
  Body = PlainBody,
  link,
}: {
  interaction: Interaction
  Body?: Body
  link: string
}) {
  const t = useWords(timelineWords)
  const { data, error, refetch } = useInteraction(interaction.id)
  if (error) return <ErrorState isCompact hint={refusalText(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeletons lines={2} height={18} />
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    notifications.show({ message: t.linkCopied })
  }
  return (
    <div className={classes.body}>
      <Tooltip label={t.copyLink}>
        <ActionIcon className={classes.link} size={24} aria-label={t.copyLink} onClick={() => void copy()}>
          <IconLink size={15} />
        </ActionIcon>
      </Tooltip>
      <Body interaction={data.interaction} messages={data.messages} />
    </div>
  )
}
