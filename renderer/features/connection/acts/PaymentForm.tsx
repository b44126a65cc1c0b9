import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { server } from '../../../api/server'
import { dayKey } from '../../../ui/format'
import { useWords } from '../../../ui/words'
import { numberOf } from '../numbers'
import { ActForm } from './ActForm'
import type { ActProps } from './actProps'
import { useAct } from './useAct'
import { actWords } from './words'

type Payment = { kopecks: number; paidAt: string; document: string }

/** A payment told by its document, whole or an instalment. */
export function PaymentForm({ connection: { caseId, number }, onClose }: ActProps) {
  const t = useWords(actWords)
  const [draft, setDraft] = useState({ sum: '', document: '', paidOn: dayKey(new Date().toISOString()) })
  const [isChecked, setChecked] = useState(false)
  const paying = useAct(
    caseId,
    (payment: Payment, commandId) => server.recordConnectionPayment({ number, ...payment, commandId }),
    onClose,
  )
  const kopecks = Math.round(numberOf(draft.sum) * 100)
  const isSum = kopecks > 0
  const document = draft.document.trim()
  const submit = () => {
    setChecked(true)
    if (!isSum || !document || !draft.paidOn) return
    paying.mutate({ kopecks, document, paidAt: new Date(`${draft.paidOn}T12:00:00`).toISOString() })
  }
  return (
    <ActForm label={t.payment} isPending={paying.isPending} error={paying.error} onSubmit={submit} onCancel={onClose}>
      <TextInput
        label={t.sum}
        inputMode="decimal"
        value={draft.sum}
        onChange={(event) => setDraft({ ...draft, sum: event.currentTarget.value })}
        error={isChecked && !isSum ? t.sumWrong : undefined}
      />
      <TextInput
        label={t.document}
        maxLength={80}
        value={draft.document}
        onChange={(event) => setDraft({ ...draft, document: event.currentTarget.value })}
        error={isChecked && !document ? t.missing : undefined}
      />
      <TextInput
        type="date"
        label={t.paidOn}
        value={draft.paidOn}
        onChange={(event) => setDraft({ ...draft, paidOn: event.currentTarget.value })}
        error={isChecked && !draft.paidOn ? t.missing : undefined}
      />
    </ActForm>
  )
}
