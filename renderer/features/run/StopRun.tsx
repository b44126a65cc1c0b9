import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Run } from '#shared/contract/run'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { StopWithReason } from '../../ui/StopWithReason'
import { useWords } from '../../ui/words'
import classes from './Run.module.css'
import { runsMoved } from './runCache'
import { runWords } from './words'

/** Ends a process where it stands, never without a reason. */
export function StopRun({ run }: { run: Run }) {
  const t = useWords(runWords)
  const [commandId] = useState(newCommandId)
  const stopping = useMutation({
    mutationFn: (reason: string) => server.cancelRun({ runId: run.id, reason, commandId }),
    onSuccess: () => {
      runsMoved(run.consumerId)
      notifications.show({ message: t.stopped })
    },
  })
  return (
    <StopWithReason
      draftKey={`stopRun.${run.id}`}
      words={t}
      className={classes.start}
      isBusy={stopping.isPending}
      error={stopping.error && refusalText(stopping.error, t.refusals)}
      onStop={stopping.mutateAsync}
    />
  )
}
