import { Alert, Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { ConsumerId, InteractionId } from '#shared/contract/ids'
import type { Meter, ZoneValues } from '#shared/contract/reading'
import { inOrder } from '#shared/rules/readingText'
import { refusalText } from '../../api/refusalText'
import { Kbd } from '../../ui/Kbd'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import classes from './Reading.module.css'
import { useTakeReading } from './readingCache'
import { readingWords } from './words'

type Props = { meter: Meter; consumerId: ConsumerId; interactionId: InteractionId | null; onHide: () => void }

const isWhole = (typed: string) => /^\d{1,12}$/.test(typed.trim())
const todayHere = () => new Date().toLocaleDateString('sv-SE')

/** Writes down what a consumer reads out, and shows at once what to tell them. */
export function TakeReading({ meter, consumerId, interactionId, onHide }: Props) {
  const t = useWords(readingWords)
  const zones = inOrder(meter.zones)
  const [typed, setTyped, forget] = useDraft<Record<string, string>>(`reading.${meter.id}`, {})
  const [takenOn, setTakenOn] = useState(todayHere)
  const [isChecked, setChecked] = useState(false)
  const taking = useTakeReading(consumerId, interactionId)
  const missing = zones.filter((zone) => !isWhole(typed[zone] ?? ''))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (missing.length > 0 || taking.isPending) return
    const values: ZoneValues = Object.fromEntries(zones.map((zone) => [zone, Number(typed[zone])]))
    const onSuccess = () => {
      forget()
      setChecked(false)
    }
    taking.mutate({ meterId: meter.id, takenOn, values }, { onSuccess })
  }
  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={submitOnCtrlEnter} noValidate aria-label={t.take}>
      <div className={classes.values}>
        {zones.map((zone) => (
          <TextInput
            key={zone}
            label={t.zones[zone]}
            inputMode="numeric"
            autoComplete="off"
            value={typed[zone] ?? ''}
            onChange={(event) => setTyped({ ...typed, [zone]: event.currentTarget.value })}
            error={isChecked && missing.includes(zone) ? t.valueMissing : undefined}
          />
        ))}
        <TextInput
          type="date"
          label={t.date}
          value={takenOn}
          onChange={(event) => setTakenOn(event.currentTarget.value || todayHere())}
        />
      </div>
      {taking.data && (
        <p className={classes.said} role="status">
          <b>{t.said}</b>
          {taking.data.text}
        </p>
      )}
      {taking.error && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(taking.error, t.refusals)}
        </Alert>
      )}
      <div className={classes.buttons}>
        <Button type="submit" size="compact-sm" loading={taking.isPending} rightSection={<Kbd>Ctrl ⏎</Kbd>}>
          {t.send}
        </Button>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onHide}>
          {t.hide}
        </Button>
      </div>
    </form>
  )
}
