import { IconBolt, IconBoltOff } from '@tabler/icons-react'
import type { Outage } from '#shared/contract/consumer'
import { Block } from '../../ui/Block'
import { dayKey, formatDateTime, formatTime } from '../../ui/format'
import { Hint } from '../../ui/Hint'
import { useWords } from '../../ui/words'
import { consumerWords } from './words'

/** "Is my address off?", answered at a glance. */
export function OutageBlock({ outages }: { outages: readonly Outage[] }) {
  const t = useWords(consumerWords)
  return (
    <Block title={t.atAddress}>
      {outages.length === 0 && <Hint icon={<IconBolt size={18} />} title={t.noOutages} />}
      {outages.map((outage) => (
        <Hint
          key={outage.id}
          icon={<IconBoltOff size={18} />}
          tone={outage.kind === 'emergency' ? 'bad' : 'warn'}
          title={t.outages[outage.kind]}
          more={[termOf(outage, t), t.outageLine({ reason: outage.reason, feeder: outage.feeder })]}
        />
      ))}
    </Block>
  )
}

type Terms = {
  outageTerm: (params: { from: string; to: string }) => string
  outageUnknownTerm: (params: { from: string }) => string
}
function termOf({ startsAt, endsAt }: Outage, t: Terms): string {
  const from = formatDateTime(startsAt)
  if (!endsAt) return t.outageUnknownTerm({ from })
  return t.outageTerm({ from, to: dayKey(startsAt) === dayKey(endsAt) ? formatTime(endsAt) : formatDateTime(endsAt) })
}
