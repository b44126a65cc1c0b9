import { Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type CalendarRegion, RegionCode } from '#shared/contract/calendar'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { FormFoot } from '../../ui/FormFoot'
import { uiWords } from '../../ui/uiWords'
import { useWords } from '../../ui/words'
import classes from './Calendar.module.css'
import { calendarsMoved, nameOfRegion } from './calendarCache'
import { calendarWords } from './words'

type Props = { copyOf: CalendarRegion; onMade: (code: RegionCode) => void; onClose: () => void }

/** A region of its own begins with the days of another. */
export function NewRegion({ copyOf, onMade, onClose }: Props) {
  const t = useWords(calendarWords)
  const closeLabel = useWords(uiWords).close
  const [names, setNames] = useState({ nameRu: '', nameEn: '' })
  const [code, setCode] = useState('')
  const [isChecked, setChecked] = useState(false)
  const parsed = RegionCode.safeParse(code)
  const isNamed = { nameRu: names.nameRu.trim().length > 1, nameEn: names.nameEn.trim().length > 1 }
  const making = useMutation({
    mutationFn: (region: RegionCode) =>
      server.addCalendarRegion({ ...names, code: region, copyOf: copyOf.code, commandId: newCommandId() }),
    onSuccess: (made) => {
      calendarsMoved()
      onMade(made.code)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (parsed.success && isNamed.nameRu && isNamed.nameEn && !making.isPending) making.mutate(parsed.data)
  }
  const field = (name: 'nameRu' | 'nameEn', label: string) => (
    <TextInput
      label={label}
      maxLength={100}
      data-autofocus={name === 'nameRu' || undefined}
      value={names[name]}
      onChange={(event) => setNames({ ...names, [name]: event.currentTarget.value })}
      error={isChecked && !isNamed[name] ? t.nameMissing : undefined}
    />
  )
  return (
    <Modal opened onClose={onClose} title={t.addRegion} size={440} closeButtonProps={{ 'aria-label': closeLabel }}>
      <form className={classes.form} onSubmit={submit} noValidate>
        {field('nameRu', t.regionRu)}
        {field('nameEn', t.regionEn)}
        <TextInput
          label={t.regionCode}
          description={t.regionCodeHint}
          maxLength={31}
          spellCheck={false}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={isChecked && !parsed.success ? t.regionCodeBad : undefined}
        />
        <p className={classes.hint}>{t.copyOf({ name: nameOfRegion(copyOf) })}</p>
        <FormFoot
          error={making.error && refusalText(making.error, t.refusals)}
          submit={t.create}
          isBusy={making.isPending}
          cancel={t.cancel}
          onCancel={onClose}
        />
      </form>
    </Modal>
  )
}
