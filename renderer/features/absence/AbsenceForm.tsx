import { Alert, Button, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { StaffId } from '#shared/contract/ids'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useMe } from '../../api/session'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import { useEverybody } from '../presence/presenceCache'
import classes from './Absence.module.css'
import { absencesMoved, useSubstitutes } from './absenceCache'
import { absenceWords } from './words'

type Draft = { staffId: string; substituteId: string; fromDay: string; toDay: string }

/** One's own absence; a supervisor chooses whose. What is typed is kept. */
export function AbsenceForm() {
  const t = useWords(absenceWords)
  const me = useMe()
  const isSupervisor = me.roles.includes('supervisor')
  const initial: Draft = { staffId: me.staffId, substituteId: '', fromDay: '', toDay: '' }
  const [draft, setDraft, forget] = useDraft('absence', initial)
  const [isChecked, setChecked] = useState(false)
  const staffId = StaffId.safeParse(draft.staffId).data ?? null
  const substitutes = useSubstitutes(staffId)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const saving = useSave(() => {
    forget()
    setChecked(false)
  })
  const substituteId = StaffId.safeParse(draft.substituteId).data
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    const { fromDay, toDay } = draft
    if (staffId && substituteId && fromDay && toDay && !saving.isPending)
      saving.mutate({ staffId, substituteId, fromDay, toDay })
  }
  const missing = (value: unknown, text: string) => (isChecked && !value ? text : undefined)
  const isNobody = substitutes.data?.items.length === 0
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label={t.add}>
      <h3>{t.add}</h3>
      {isSupervisor && <Person value={draft.staffId} onChange={(id) => change({ staffId: id, substituteId: '' })} />}
      <div className={classes.days}>
        <TextInput
          type="date"
          label={t.from}
          value={draft.fromDay}
          onChange={(event) => change({ fromDay: event.currentTarget.value })}
          error={missing(draft.fromDay, t.dayMissing)}
        />
        <TextInput
          type="date"
          label={t.to}
          value={draft.toDay}
          onChange={(event) => change({ toDay: event.currentTarget.value })}
          error={missing(draft.toDay, t.dayMissing)}
        />
      </div>
      <Select
        label={t.substitute}
        searchable
        data={substitutes.data?.items.map(({ staffId: id, name }) => ({ value: id, label: name })) ?? []}
        value={draft.substituteId || null}
        onChange={(value) => change({ substituteId: value ?? '' })}
        error={isNobody ? t.noSubstitute : missing(substituteId, t.substituteMissing)}
      />
      {saving.error && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(saving.error, t.refusals)}
        </Alert>
      )}
      <Button type="submit" loading={saving.isPending}>
        {t.save}
      </Button>
    </form>
  )
}

type Saved = { staffId: StaffId; substituteId: StaffId; fromDay: string; toDay: string }
function useSave(onSaved: () => void) {
  const t = useWords(absenceWords)
  return useMutation({
    mutationFn: (absence: Saved) => server.setAbsence({ ...absence, commandId: newCommandId() }),
    onSuccess: ({ substituteName }) => {
      onSaved()
      absencesMoved()
      notifications.show({ message: t.saved({ name: substituteName }) })
    },
  })
}

function Person({ value, onChange }: { value: string; onChange: (staffId: string) => void }) {
  const t = useWords(absenceWords)
  const me = useMe()
  const { data } = useEverybody()
  const colleagues = (data ?? []).filter(({ branchId }) => me.branchId === null || branchId === me.branchId)
  return (
    <Select
      label={t.person}
      searchable
      allowDeselect={false}
      data={colleagues.map(({ staffId, name }) => ({ value: staffId, label: name }))}
      value={value}
      onChange={(chosen) => chosen && onChange(chosen)}
    />
  )
}
