import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Case } from '#shared/contract/case'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { StopWithReason } from '../../ui/StopWithReason'
import { useWords } from '../../ui/words'
import classes from './Case.module.css'
import { caseMoved } from './caseCache'
import { caseWords } from './words'

/** Ends a case without an answer, never without a reason. */
export function StopCase({ matter }: { matter: Case }) {
  const t = useWords(caseWords)
  const [commandId] = useState(newCommandId)
  const stopping = useMutation({
    mutationFn: (reason: string) => server.cancelCase({ caseId: matter.id, reason, commandId }),
    onSuccess: () => {
      caseMoved(matter.id, matter.consumerId)
      notifications.show({ message: t.stopped })
    },
  })
  return (
    <StopWithReason
      draftKey={`stopCase.${matter.id}`}
      words={t}
      className={classes.form}
      isBusy={stopping.isPending}
      error={stopping.error && refusalText(stopping.error, t.refusals)}
      onStop={stopping.mutateAsync}
    />
  )
}
