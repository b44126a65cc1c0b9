import { Button, Loader } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { type ReactNode, useEffect, useMemo } from 'react'
import type { ConsumerId, InteractionId } from '#shared/contract/ids'
import type { ChannelKind, Interaction } from '#shared/contract/interaction'
import { refusalText } from '../../api/refusalText'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorState } from '../../ui/ErrorState'
import { Skeletons } from '../../ui/Skeletons'
import { useWords } from '../../ui/words'
import { timelineRows } from './rows'
import classes from './Timeline.module.css'
import { TimelineList } from './TimelineList'
import { useTimeline } from './timelineCache'
import { timelineWords } from './words'

type Props = {
  consumerId: ConsumerId
  channel: ChannelKind | null
  /** The entry a link leads to: opened and shown, however old. */
  goTo: InteractionId | null
  onShowAll: () => void
  renderBody: (interaction: Interaction) => ReactNode
}

/** All contacts of one consumer, live: the newest at the bottom, older ones loaded on the way up. */
export function Timeline({ consumerId, channel, goTo, onShowAll, renderBody }: Props) {
  const t = useWords(timelineWords)
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching, isFetchNextPageError } = useTimeline(
    consumerId,
    channel,
  )
  // asked again whenever anything has come: what was under way may have been given up for a fresh start
  const canLoadOlder = hasNextPage && !isFetching && !isFetchNextPageError
  const rows = useMemo(() => timelineRows(data?.pages.flatMap((page) => page.items) ?? []), [data])
  const isFound = goTo === null || rows.some((row) => row.key === goTo)
  useEffect(() => {
    if (!isFound && canLoadOlder) void fetchNextPage()
  }, [isFound, canLoadOlder, fetchNextPage])

  if (error && !data) return <ErrorState title={t.failed} hint={refusalText(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeletons lines={5} height={58} />
  if (rows.length === 0)
    return (
      <EmptyState
        icon={<IconHistory size={28} stroke={1.5} />}
        title={channel ? t.emptyChannel : t.empty}
        hint={channel ? undefined : t.emptyHint}
      >
        {channel && (
          <Button variant="default" onClick={onShowAll}>
            {t.showAll}
          </Button>
        )}
      </EmptyState>
    )
  return (
    <TimelineList
      rows={rows}
      goTo={isFound ? goTo : null}
      renderBody={renderBody}
      loadOlder={canLoadOlder ? () => void fetchNextPage() : null}
      top={
        isFetchNextPageError ? (
          <Button size="xs" variant="default" onClick={() => void fetchNextPage()}>
            {t.olderFailed}
          </Button>
        ) : hasNextPage ? (
          <span className={classes.quiet}>
            <Loader size={12} /> {t.older}
          </span>
        ) : (
          <span className={classes.quiet}>{t.beginning}</span>
        )
      }
    />
  )
}
