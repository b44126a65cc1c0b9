import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { server } from '../../../api/server'
import { useWords } from '../../../ui/words'
import { ActForm } from './ActForm'
import type { ActProps } from './actProps'
import { useAct } from './useAct'
import { actWords } from './words'

/** The applicant takes the application back; never without a reason. */
export function WithdrawForm({ connection: { caseId }, onClose }: ActProps) {
  const t = useWords(actWords)
  const [reason, setReason] = useState('')
  const [isChecked, setChecked] = useState(false)
  const withdrawing = useAct(
    caseId,
    (said: string, commandId) => server.withdrawConnection({ caseId, reason: said, commandId }),
    onClose,
  )
  const isShort = reason.trim().length < 5
  const submit = () => {
    setChecked(true)
    if (!isShort) withdrawing.mutate(reason.trim())
  }
  return (
    <ActForm
      label={t.withdraw}
      isPending={withdrawing.isPending}
      error={withdrawing.error}
      onSubmit={submit}
      onCancel={onClose}
    >
      <Textarea
        label={t.reason}
        autosize
        minRows={2}
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={isChecked && isShort ? t.reasonShort : undefined}
      />
    </ActForm>
  )
}
