import type { Meter, Reading, ZoneValues } from '#shared/contract/reading'
import { useWords } from '../../ui/words'
import classes from './Reading.module.css'
import { dayOf, useValues } from './ReadingLines'
import { readingWords } from './words'

type Opened = { reading: Reading; meter: Meter; previous: Reading | null; telemetry: ZoneValues | null }

/** What was given beside what is known of the meter. */
export function ReadingFacts({ opened: { reading, meter, previous, telemetry } }: { opened: Opened }) {
  const t = useWords(readingWords)
  const valuesOf = useValues()
  const { check } = t
  const rows: [string, string][] = [
    [check.found, reading.findings.map((finding) => t.findings[finding]).join(', ')],
    [check.given, valuesOf(reading.values)],
    [check.day, dayOf(reading.takenOn)],
    [check.previous, previous ? `${valuesOf(previous.values)} · ${dayOf(previous.takenOn)}` : check.unknown],
    [check.consumption, reading.consumptionKwh === null ? check.unknown : t.kwh({ kwh: reading.consumptionKwh })],
    [check.telemetry, telemetry ? valuesOf(telemetry) : check.unknown],
    [check.power, meter.permittedKw === null ? check.unknown : check.kw({ kw: meter.permittedKw })],
    [check.verified, meter.verifiedUntil ? dayOf(meter.verifiedUntil) : check.unknown],
  ]
  return (
    <dl className={classes.facts}>
      {rows.map(([name, value]) => (
        <Row key={name} name={name} value={value} />
      ))}
    </dl>
  )
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}
