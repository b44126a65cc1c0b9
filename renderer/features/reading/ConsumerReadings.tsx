import type { ConsumerId } from '#shared/contract/ids'
import { useWords } from '../../ui/words'
import classes from './Reading.module.css'
import { ReadingLines } from './ReadingLines'
import { useReadings } from './readingCache'
import { readingWords } from './words'

/** The last readings of every meter of a consumer. */
export function ConsumerReadings({ consumerId }: { consumerId: ConsumerId }) {
  const t = useWords(readingWords)
  const { data } = useReadings(consumerId)
  if (!data || data.length === 0) return null
  return (
    <section className={classes.card} aria-label={t.byMeter}>
      <h2>{t.byMeter}</h2>
      {data.map(({ meter, readings }) => (
        <div key={meter.id} className={classes.meter}>
          <p>
            {t.meter({ number: meter.number })} · {meter.address}
          </p>
          <ReadingLines readings={readings} />
        </div>
      ))}
    </section>
  )
}
