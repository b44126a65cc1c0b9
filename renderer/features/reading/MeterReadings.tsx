import { Button } from '@mantine/core'
import { IconGauge } from '@tabler/icons-react'
import { useState } from 'react'
import type { ConsumerId, InteractionId } from '#shared/contract/ids'
import type { Meter, Reading } from '#shared/contract/reading'
import { Block } from '../../ui/Block'
import { useWords } from '../../ui/words'
import classes from './Reading.module.css'
import { ReadingLines } from './ReadingLines'
import { useReadings } from './readingCache'
import { TakeReading } from './TakeReading'
import { readingWords } from './words'

type Props = { consumerId: ConsumerId; interactionId: InteractionId | null; shown?: number }

/** Each meter with its last readings, and the form that takes another one. */
export function MeterReadings({ consumerId, interactionId, shown = 4 }: Props) {
  const t = useWords(readingWords)
  const { data } = useReadings(consumerId)
  if (!data || data.length === 0) return null
  return (
    <Block title={t.title}>
      {data.map(({ meter, readings }) => (
        <OneMeter
          key={meter.id}
          meter={meter}
          readings={readings.slice(0, shown)}
          consumerId={consumerId}
          interactionId={interactionId}
        />
      ))}
    </Block>
  )
}

type OneProps = Omit<Props, 'shown'> & { meter: Meter; readings: readonly Reading[] }

function OneMeter({ meter, readings, consumerId, interactionId }: OneProps) {
  const t = useWords(readingWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <section className={classes.meter} aria-label={t.meter({ number: meter.number })}>
      <p>
        {t.meter({ number: meter.number })}
        {meter.removedOn && ` · ${t.removed}`}
      </p>
      <ReadingLines readings={readings} />
      {isOpen && (
        <TakeReading
          meter={meter}
          consumerId={consumerId}
          interactionId={interactionId}
          onHide={() => setOpen(false)}
        />
      )}
      {!isOpen && meter.zones.length > 0 && (
        <div className={classes.buttons}>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconGauge size={15} />}
            onClick={() => setOpen(true)}
          >
            {t.take}
          </Button>
        </div>
      )}
    </section>
  )
}
