import type { Reading, ZoneValues } from '#shared/contract/reading'
import { inOrder } from '#shared/rules/readingText'
import { useWords } from '../../ui/words'
import classes from './Reading.module.css'
import { readingWords } from './words'

/** «День 8123 · Ночь 2210»; a meter of one register shows its number alone. */
export function useValues(): (values: ZoneValues) => string {
  const t = useWords(readingWords)
  return (values) => {
    const zones = inOrder(['total', 'peak', 'halfPeak', 'day', 'night']).filter((zone) => values[zone] !== undefined)
    const isOne = zones.length === 1
    return zones.map((zone) => (isOne ? String(values[zone]) : `${t.zones[zone]} ${values[zone]}`)).join(' · ')
  }
}

const WAITING: readonly Reading['state'][] = ['askedAgain', 'inCheck', 'rejected']

/** The newest readings of a meter, the newest first. */
export function ReadingLines({ readings }: { readings: readonly Reading[] }) {
  const t = useWords(readingWords)
  const valuesOf = useValues()
  if (readings.length === 0) return <p>{t.none}</p>
  return (
    <ul className={classes.list}>
      {readings.map((reading) => (
        <li key={reading.id} className={classes.line}>
          <time dateTime={reading.takenOn}>{dayOf(reading.takenOn)}</time>
          <b>{valuesOf(reading.values)}</b>
          {reading.consumptionKwh !== null && <span>{t.kwh({ kwh: reading.consumptionKwh })}</span>}
          {reading.state !== 'accepted' && (
            <span data-tone={WAITING.includes(reading.state) ? 'warn' : undefined}>{t.states[reading.state]}</span>
          )}
          {reading.findings.length > 0 && <span>{reading.findings.map((one) => t.findings[one]).join(', ')}</span>}
        </li>
      ))}
    </ul>
  )
}

/** `2026-11-24` → `24.11.2026` */
export const dayOf = (day: string) => day.split('-').reverse().join('.')
