import { type FormEvent, useRef, useState } from 'react'
import type { MeterId } from '#shared/contract/ids'
import type { OfferedMeter, ReadingOutcome, ZoneValues } from '#shared/contract/reading'
import { inOrder } from '#shared/rules/readingText'
import { refusalText } from '../api/refusalText'
import { useWords } from '../ui/words'
import { Choice, FieldError, TextField } from './fields'
import { giveReading } from './giving'
import { Heading } from './Heading'
import classes from './Portal.module.css'
import { givenWords } from './readingWords'
import { portalWords } from './words'

type Props = {
  number: string
  meters: readonly OfferedMeter[]
  onDone: (done: { outcome: ReadingOutcome; token: string }) => void
  onOther: () => void
}
const isWhole = (typed: string) => /^\d{1,12}$/.test(typed.trim())

/** A value for each register of the meter; which meter, where the account has several. */
export function ReadingValues({ number, meters, onDone, onOther }: Props) {
  const t = useWords(portalWords)
  const r = useWords(givenWords)
  const [meterId, setMeterId] = useState<MeterId | ''>(meters.length === 1 ? (meters[0]?.id ?? '') : '')
  const [typed, setTyped] = useState<Record<string, string>>({})
  const trap = useRef<HTMLInputElement>(null)
  const [isChecked, setChecked] = useState(false)
  const [isSending, setSending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const meter = meters.find(({ id }) => id === meterId)
  const zones = inOrder(meter?.zones ?? [])
  const wrong = zones.filter((zone) => !isWhole(typed[zone] ?? ''))
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    const first = meter ? wrong[0] : 'meter'
    if (!meter || first) return form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
    if (isSending) return
    setSending(true)
    setFailure(null)
    const values: ZoneValues = Object.fromEntries(zones.map((zone) => [zone, Number(typed[zone])]))
    try {
      onDone(await giveReading({ number, meterId: meter.id, values }, trap.current?.value ?? ''))
    } catch (error) {
      setFailure(refusalText(error, t.refusals))
    } finally {
      setSending(false)
    }
  }
  return (
    <form ref={form} className={classes.screen} onSubmit={(event) => void send(event)} noValidate>
      <Heading>{meters.length === 1 && meter ? r.meter({ end: meter.numberEnd }) : r.which}</Heading>
      {meters.length > 1 && (
        <Choice
          name="meter"
          legend={r.which}
          value={meterId}
          options={meters.map(({ id, numberEnd }) => ({ value: id, label: r.meter({ end: numberEnd }) }))}
          onChange={setMeterId}
          error={isChecked && !meter ? r.which : undefined}
        />
      )}
      {zones.map((zone) => (
        <TextField
          key={zone}
          name={zone}
          label={r.zones[zone]}
          hint={r.valueHint}
          error={isChecked && wrong.includes(zone) ? r.valueWrong : undefined}
          value={typed[zone] ?? ''}
          onChange={(value) => setTyped({ ...typed, [zone]: value })}
          inputMode="numeric"
        />
      ))}
      <div className={classes.trap} aria-hidden="true">
        <label>
          {t.check.trap}
          <input ref={trap} name="website" tabIndex={-1} autoComplete="off" />
        </label>
      </div>
      {failure && <FieldError>{failure}</FieldError>}
      <div className={classes.buttons}>
        <button type="submit" className="primary" disabled={isSending}>
          {r.send}
        </button>
        <button type="button" className="second" onClick={onOther}>
          {r.otherNumber}
        </button>
      </div>
    </form>
  )
}
