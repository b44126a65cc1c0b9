import { useMemo } from 'react'
import type { ChannelKind, Interaction } from '#shared/contract/interaction'
import { PlainBody } from '../features/timeline/PlainBody'
import { timelineRows } from '../features/timeline/rows'
import { TimelineList } from '../features/timeline/TimelineList'
import { timelineWords } from '../features/timeline/words'
import { EmptyState } from '../ui/EmptyState'
import { useWords } from '../ui/words'

type Props = { interactions: readonly Interaction[]; channel: ChannelKind | null }

/** The last contacts this computer keeps; shown while the server is gone. */
export function CachedTimeline({ interactions, channel }: Props) {
  const t = useWords(timelineWords)
  const rows = useMemo(
    () => timelineRows(interactions.filter((one) => channel === null || one.channel === channel)),
    [interactions, channel],
  )
  if (rows.length === 0) return <EmptyState title={t.empty} />
  return (
    <TimelineList
      rows={rows}
      goTo={null}
      top={null}
      loadOlder={null}
      renderBody={(interaction) => <PlainBody interaction={interaction} messages={[]} />}
    />
  )
}
