import { Alert, Button, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Run } from '#shared/contract/run'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import classes from './Run.module.css'
import { runsMoved } from './runCache'
import { runWords } from './words'

/** Ends a process where it stands, never without a reason. */
export function StopRun({ run }: { run: Run }) {
  const t = useWords(runWords)
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason, forget] = useDraft(`stopRun.${run.id}`, '')
  const [isChecked, setChecked] = useState(false)
  const [commandId] = useState(newCommandId)
  const stopping = useMutation({
    mutationFn: () => server.cancelRun({ runId: run.id, reason: reason.trim(), commandId }),
    onSuccess: () => {
      forget()
      runsMoved(run.consumerId)
      notifications.show({ message: t.stopped })
    },
  })
  const isShort = reason.trim().length < 5
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!isShort && !stopping.isPending) stopping.mutate()
  }
  if (!isOpen)
    return (
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setOpen(true)}>
        {t.stop}
      </Button>
    )
  return (
    <form className={classes.start} onSubmit={submit} onKeyDown={submitOnCtrlEnter} noValidate aria-label={t.stop}>
      <Textarea
        label={t.stopReason}
        autosize
        minRows={2}
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={isChecked && isShort ? t.stopReasonMissing : undefined}
      />
      {stopping.error && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(stopping.error, t.refusals)}
        </Alert>
      )}
      <div className={classes.buttons}>
        <Button type="submit" color="bad" loading={stopping.isPending}>
          {t.stop}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => setOpen(false)}>
          {t.keep}
        </Button>
      </div>
    </form>
  )
}
