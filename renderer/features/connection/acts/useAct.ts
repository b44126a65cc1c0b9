import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { CommandId } from '#shared/contract/contract'
import type { CaseId } from '#shared/contract/ids'
import { newCommandId } from '../../../api/server'
import { useWords } from '../../../ui/words'
import { connectionMoved } from '../connectionCache'
import { actWords } from './words'

/** Does something to an application once: the same values again go under the same command. */
export function useAct<V>(
  caseId: CaseId,
  send: (values: V, commandId: CommandId) => Promise<unknown>,
  onDone?: () => void,
) {
  const t = useWords(actWords)
  const sent = useRef<{ key: string; commandId: CommandId } | null>(null)
  return useMutation({
    mutationFn: (values: V) => {
      const key = JSON.stringify(values)
      if (sent.current?.key !== key) sent.current = { key, commandId: newCommandId() }
      return send(values, sent.current.commandId)
    },
    onSuccess: () => {
      sent.current = null
      connectionMoved(caseId)
      notifications.show({ message: t.saved })
      onDone?.()
    },
  })
}
