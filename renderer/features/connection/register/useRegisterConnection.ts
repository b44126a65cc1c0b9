import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Consumer } from '#shared/contract/consumer'
import type { CommandId } from '#shared/contract/contract'
import type { Interaction } from '#shared/contract/interaction'
import { newCommandId, server } from '../../../api/server'
import { useDraft } from '../../../ui/useDraft'
import { useWords } from '../../../ui/words'
import { caseMoved } from '../../case/caseCache'
import { readAddress } from '../../case/newCase'
import { caseWords } from '../../case/words'
import { type ConnectionDraft, type ConnectionField, emptyConnection, readConnection } from './newConnection'
import { registerConnectionWords } from './words'

type Problems = { wrong: readonly ConnectionField[]; address?: string | undefined }
type Input = Parameters<typeof server.applyForConnection>[0]

/** The form of a new application: one draft per contact (or per consumer), one command per intention. */
export function useRegisterConnection(consumer: Consumer, contact: Interaction | undefined) {
  const t = useWords(registerConnectionWords)
  const c = useWords(caseWords)
  const [draft, setDraft, forget] = useDraft<ConnectionDraft>(
    `connection.${contact?.id ?? consumer.id}`,
    emptyConnection(consumer, contact),
  )
  const [problems, setProblems] = useState<Problems>({ wrong: [] })
  const sent = useRef<{ key: string; commandId: CommandId } | null>(null)
  const registering = useMutation({
    mutationFn: (values: Omit<Input, 'commandId'>) => {
      const key = JSON.stringify(values)
      if (sent.current?.key !== key) sent.current = { key, commandId: newCommandId() }
      return server.applyForConnection({ ...values, commandId: sent.current.commandId })
    },
    retry: false,
    onSuccess: ({ caseId, number, portalCode }, { answerChannel }) => {
      forget()
      sent.current = null
      caseMoved(caseId, consumer.id)
      const isPortal = answerChannel === 'portal'
      notifications.show({
        title: t.registered({ number }),
        message: isPortal ? c.registeredCode({ code: portalCode }) : '',
        autoClose: isPortal ? false : 8000,
      })
    },
  })
  const submit = () => {
    const read = readConnection(draft)
    const answerAddress = readAddress(draft)
    const wrong = 'wrong' in read ? read.wrong : []
    setProblems({ wrong, address: answerAddress === null ? c.refusals.answerAddressInvalid : undefined })
    if ('wrong' in read || answerAddress === null || registering.isPending) return
    registering.mutate({
      consumerId: consumer.id,
      ...(contact ? { interactionId: contact.id } : {}),
      ...read.application,
      codes: draft.codes,
      answerChannel: draft.channel,
      ...(answerAddress ? { answerAddress } : {}),
    })
  }
  const change = (to: Partial<ConnectionDraft>) => setDraft((before) => ({ ...before, ...to }))
  return { draft, change, problems, submit, registering }
}
