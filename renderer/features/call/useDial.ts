import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import type { CommandId } from '#shared/contract/contract'
import type { ConsumerId } from '#shared/contract/ids'
import { isBusyPhase } from '#shared/rules/callState'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useSession } from '../../api/session'
import { commandPhone, usePhone } from '../../phone/phoneStore'
import { useWords } from '../../ui/words'
import { placeCall } from './callStore'
import { callWords } from './words'

type Wanted = { phone: string; consumerId?: ConsumerId }

/** Calls a number: the server reserves the call, then the phone dials it under the same id. Null where there is no softphone. */
export function useDial() {
  const t = useWords(callWords)
  const hasPhone = useSession((s) => Boolean(s.me?.sipUser))
  const isReady = usePhone((s) => s.line === 'registered' && !(s.call && isBusyPhase(s.call.phase)))
  const dialling = useMutation({
    mutationFn: (wanted: Wanted & { commandId: CommandId }) => server.dialOut(wanted),
    retry: false,
    onSuccess: (call) => {
      placeCall(call)
      if (call.phone) commandPhone({ do: 'dial', phone: call.phone, callId: call.id })
    },
    onError: (error) => notifications.show({ color: 'bad', message: refusalText(error, t.refusals) }),
  })
  return {
    hasPhone,
    isReady: isReady && !dialling.isPending,
    dial: (wanted: Wanted, onDialled?: () => void) =>
      dialling.mutate({ ...wanted, commandId: newCommandId() }, onDialled ? { onSuccess: onDialled } : {}),
  }
}
