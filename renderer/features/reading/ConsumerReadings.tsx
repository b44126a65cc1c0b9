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
    <section className={classes.card} aria-label={t.title}>
      <h2>{t.title}</h2>
      {data.map(({ meter, readings }) => (
        <section key={meter.id} className={classes.meter} aria-label={t.meter({ number: meter.number })}>
          <p>
            {t.meter({ number: meter.number })} · {meter.address}
          </p>
          <ReadingLines readings={readings} />
        </section>
      ))}
    </section>
  )
}
