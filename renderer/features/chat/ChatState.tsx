import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import type { Interaction } from '#shared/contract/interaction'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useMe } from '../../api/session'
import { formatDateTime } from '../../ui/format'
import { useWords } from '../../ui/words'
import { placeInteraction } from '../timeline/timelineCache'
import classes from './ChatBody.module.css'
import { chatWords } from './words'

/** Who has the chat, in words. Ending it is at hand beside the contact; here it can be taken or given back. */
export function ChatState({ interaction }: { interaction: Interaction }) {
  const t = useWords(chatWords)
  const me = useMe()
  const { state, staffId, staffName, endedAt } = interaction
  if (state === 'ended')
    return <p className={classes.state}>{t.hasEnded({ at: endedAt ? formatDateTime(endedAt) : '' })}</p>
  if (state === 'waiting') return <Take interaction={interaction} />
  if (!staffId) return <p className={classes.state}>{t.withBot}</p>
  if (staffId !== me.staffId) return <p className={classes.state}>{t.othersChat({ name: staffName ?? '' })}</p>
  return null
}

function Take({ interaction }: { interaction: Interaction }) {
  const t = useWords(chatWords)
  const take = useAct(async () =>
    placeInteraction(await server.takeInteraction({ interactionId: interaction.id, commandId: newCommandId() })),
  )
  return (
    <div className={classes.state} data-tone="warn">
      <span>{t.takeHint}</span>
      <Button size="xs" loading={take.isPending} onClick={() => take.mutate()}>
        {t.take}
      </Button>
    </div>
  )
}

/** Back to the queue for somebody else: for a chat of mine. */
export function GiveBack({ interaction }: { interaction: Interaction }) {
  const t = useWords(chatWords)
  const giveBack = useAct(() => server.returnChat({ interactionId: interaction.id, commandId: newCommandId() }))
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      loading={giveBack.isPending}
      onClick={() => giveBack.mutate()}
    >
      {t.giveBack}
    </Button>
  )
}

function useAct(act: () => Promise<unknown>) {
  const t = useWords(chatWords)
  return useMutation({
    mutationFn: act,
    onError: (error) => notifications.show({ color: 'bad', message: refusalText(error, t.refusals) }),
  })
}
