import { Button, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Case } from '#shared/contract/case'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { FormFoot } from '../../ui/FormFoot'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import classes from './Case.module.css'
import { caseMoved } from './caseCache'
import { caseWords } from './words'

type Props = { matter: Case; until: string }
const dayOf = (day: string) => day.split('-').reverse().join('.')

/** Extends the term of the answer, once and never without a reason. `until`: the last day it may be extended to. */
export function ExtendCase({ matter, until }: Props) {
  const t = useWords(caseWords)
  const [isOpen, setOpen] = useState(false)
  const [form, setForm, forget] = useDraft(`extendCase.${matter.id}`, { dueOn: until, reason: '' })
  const [isChecked, setChecked] = useState(false)
  const [commandId] = useState(newCommandId)
  const extending = useMutation({
    mutationFn: () =>
      server.extendCase({ caseId: matter.id, dueOn: form.dueOn, reason: form.reason.trim(), commandId }),
    onSuccess: () => {
      forget()
      caseMoved(matter.id, matter.consumerId)
      notifications.show({ message: t.extended })
    },
  })
  const isShort = form.reason.trim().length < 5
  const isOutside = form.dueOn <= matter.dueOn || form.dueOn > until
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!isShort && !isOutside && !extending.isPending) extending.mutate()
  }
  if (!isOpen)
    return (
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setOpen(true)}>
        {t.extend}
      </Button>
    )
  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={submitOnCtrlEnter} noValidate aria-label={t.extend}>
      <TextInput
        type="date"
        label={t.extendTo({ until: dayOf(until) })}
        min={matter.dueOn}
        max={until}
        value={form.dueOn}
        onChange={(event) => setForm({ ...form, dueOn: event.currentTarget.value })}
        error={isChecked && isOutside ? t.extendOutside({ until: dayOf(until) }) : undefined}
      />
      <Textarea
        label={t.extendReason}
        autosize
        minRows={2}
        maxLength={2_000}
        value={form.reason}
        onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
        error={isChecked && isShort ? t.extendReasonMissing : undefined}
      />
      <FormFoot
        error={extending.error && refusalText(extending.error, t.refusals)}
        submit={t.extend}
        isBusy={extending.isPending}
        cancel={t.extendKeep}
        onCancel={() => setOpen(false)}
      />
    </form>
  )
}
