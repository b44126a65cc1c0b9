import { IconMoodSmile } from '@tabler/icons-react'
import { ChannelKind, type Interaction } from '#shared/contract/interaction'
import { refusalText } from '../../api/refusalText'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorState } from '../../ui/ErrorState'
import { Skeletons } from '../../ui/Skeletons'
import { useWords } from '../../ui/words'
import { ChannelGlyph } from '../timeline/channelLook'
import { timelineWords } from '../timeline/words'
import { WaitClock } from '../work/WaitClock'
import { useWork } from '../work/workCache'
import classes from './Supervisor.module.css'
import { supervisorWords } from './words'

/** How many wait in each channel, and the one who has waited longest. */
export function WaitingTable() {
  const t = useWords(supervisorWords)
  const channels = useWords(timelineWords).channels
  const { data, error, refetch } = useWork()
  if (error) return <ErrorState title={t.failed} hint={refusalText(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeletons lines={4} />
  const groups = waitingByChannel(data.waiting)
  return (
    <section className={classes.panel} aria-label={t.waits}>
      <header className={classes.head}>
        <h2>{t.waits}</h2>
      </header>
      {groups.length === 0 ? (
        <EmptyState icon={<IconMoodSmile size={28} stroke={1.5} />} title={t.nobodyWaits} />
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t.channel}</th>
              <th scope="col" className={classes.number}>
                {t.count}
              </th>
              <th scope="col" className={classes.number}>
                {t.oldest}
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map(({ channel, count, oldest }) => (
              <tr key={channel}>
                <th scope="row">
                  <span className={classes.state}>
                    <ChannelGlyph channel={channel} /> {channels[channel]}
                  </span>
                </th>
                <td className={classes.number}>{count}</td>
                <td className={classes.number}>
                  <WaitClock since={oldest} soonSeconds={120} lateSeconds={600} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

export type WaitingGroup = { channel: ChannelKind; count: number; oldest: string }

/** The channel with the longest wait first. */
export function waitingByChannel(waiting: readonly Pick<Interaction, 'channel' | 'lastAt'>[]): WaitingGroup[] {
  return ChannelKind.options
    .map((channel) => waiting.filter((item) => item.channel === channel))
    .flatMap((items) => {
      const first = items[0]
      if (!first) return []
      const oldest = items.reduce((least, item) => (item.lastAt < least ? item.lastAt : least), first.lastAt)
      return [{ channel: first.channel, count: items.length, oldest }]
    })
    .sort((a, b) => a.oldest.localeCompare(b.oldest))
}
