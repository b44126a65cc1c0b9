import { Loader } from '@mantine/core'
import type { ChannelKind, Interaction } from '#shared/contract/interaction'
import { refusalText } from '../../api/refusalText'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorState } from '../../ui/ErrorState'
import { formatPhone, formatWait } from '../../ui/format'
import { useAction } from '../../ui/hotkeys'
import { useNow } from '../../ui/useNow'
import { useWords } from '../../ui/words'
import { ChannelGlyph } from '../timeline/channelLook'
import { WaitClock } from './WaitClock'
import { WorkItem } from './WorkItem'
import { WorkSection } from './WorkSection'
import { workWords } from './words'
import { useTake, useWork } from './workCache'

/** Seconds after which a wait is worrying, and late: a chat and a letter wait differently. */
const LIMITS: Partial<Record<ChannelKind, [soon: number, late: number]>> = {
  phone: [20, 60],
  chat: [30, 120],
  mail: [4 * 3600, 24 * 3600],
  portal: [4 * 3600, 24 * 3600],
}

/** What waits for anyone, the longest first; a click takes it. */
export function Queue({ onTaken }: { onTaken: (interaction: Interaction) => void }) {
  const t = useWords(workWords)
  const { data, error, refetch } = useWork()
  const taking = useTake(onTaken)
  // A waiting call is offered by the exchange: nobody picks it.
  const takeable = data?.waiting.filter((item) => item.channel !== 'phone') ?? []
  const next = takeable[0]
  useAction(t.nextWaiting, () => next && taking.mutate(next), { isEnabled: next !== undefined })
  if (error) return <ErrorState isCompact title={t.failed} hint={refusalText(error)} onRetry={() => void refetch()} />
  const waiting = data?.waiting ?? []
  return (
    <WorkSection
      title={t.queue}
      aside={waiting[0] && <Summary count={waiting.length} oldest={waiting[0].lastAt} />}
      empty={data && waiting.length === 0 ? <EmptyState isCompact title={t.noQueue} /> : undefined}
    >
      {waiting.map((item) => {
        const [soon, late] = LIMITS[item.channel] ?? [300, 1800]
        const isTaking = taking.isPending && taking.variables?.id === item.id
        return (
          <WorkItem
            key={item.id}
            glyph={<ChannelGlyph channel={item.channel} />}
            title={nameOf(item, t.unknown)}
            aside={
              isTaking ? <Loader size={12} /> : <WaitClock since={item.lastAt} soonSeconds={soon} lateSeconds={late} />
            }
            more={item.preview || item.subject}
            verb={item.channel === 'phone' ? undefined : t.take}
            onOpen={() => item.channel !== 'phone' && !taking.isPending && taking.mutate(item)}
          />
        )
      })}
    </WorkSection>
  )
}

function Summary({ count, oldest }: { count: number; oldest: string }) {
  const t = useWords(workWords)
  const seconds = (useNow(1000).getTime() - new Date(oldest).getTime()) / 1000
  return <>{`${t.waiting(count)} · ${t.queueSummary({ wait: formatWait(seconds) })}`}</>
}

/** The consumer, or the phone or mail of one not yet known. */
export function nameOf({ consumerName, address }: Interaction, unknown: string): string {
  if (consumerName) return consumerName
  return address ? formatPhone(address) : unknown
}
