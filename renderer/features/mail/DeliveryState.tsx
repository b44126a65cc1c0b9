import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { Interaction } from '#shared/contract/interaction'
import type { Delivery } from '#shared/contract/mail'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useWords } from '../../ui/words'
import { placeInteraction } from '../timeline/timelineCache'
import classes from './MailBody.module.css'
import { mailWords } from './words'

const LOOK = {
  queued: { Icon: IconClock, tone: 'calm' },
  retrying: { Icon: IconClock, tone: 'warn' },
  delivered: { Icon: IconCheck, tone: 'good' },
  failed: { Icon: IconAlertTriangle, tone: 'bad' },
  bounced: { Icon: IconAlertTriangle, tone: 'bad' },
} as const

type Props = { interaction: Interaction; delivery: Delivery; error: string | null }

/** What has become of a mail of ours; one that was given up can be sent once more. */
export function DeliveryState({ interaction, delivery, error }: Props) {
  const t = useWords(mailWords)
  const { Icon, tone } = LOOK[delivery]
  const resending = useMutation({
    mutationFn: () => server.resendMail({ interactionId: interaction.id, commandId: newCommandId() }),
    onSuccess: placeInteraction,
    onError: (problem) => notifications.show({ color: 'bad', message: refusalText(problem, t.refusals) }),
  })
  const isOver = delivery === 'failed' || delivery === 'bounced'
  return (
    <div className={classes.delivery} data-tone={tone} role="status">
      <Icon size={15} aria-hidden />
      <span>{t.delivery[delivery]}</span>
      {error && delivery !== 'delivered' && <span className={classes.why}>{t.why({ why: error })}</span>}
      {isOver && (
        <Button size="compact-sm" variant="default" loading={resending.isPending} onClick={() => resending.mutate()}>
          {t.resend}
        </Button>
      )}
    </div>
  )
}
