import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Consumer } from '#shared/contract/consumer'
import type { CommandId } from '#shared/contract/contract'
import type { Attachment, Interaction } from '#shared/contract/interaction'
import { sendOrQueue } from '../../api/sendOrQueue'
import { newCommandId } from '../../api/server'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import { caseMoved } from './caseCache'
import { type CaseDraft, type CaseProblems, type CaseValues, emptyDraft, intentionOf, readDraft } from './newCase'
import { caseWords } from './words'

/** Files that go with a case: those that are there, and how many are still on their way or have failed to come. */
export type CaseFiles = { attachments: readonly Attachment[]; coming: number; failed: number }
type Sending = { values: CaseValues & { attachmentIds: string[] }; commandId: CommandId }

/** The form of a new case: one draft per contact (or per consumer), one command per intention. */
export function useRegisterCase(
  consumer: Consumer,
  contact: Interaction | undefined,
  { attachments, coming, failed }: CaseFiles,
  onRegistered: () => void = () => {},
) {
  const t = useWords(caseWords)
  const [draft, setDraft, forget] = useDraft<CaseDraft>(
    `case.${contact?.id ?? consumer.id}`,
    emptyDraft(consumer, contact),
  )
  const [problems, setProblems] = useState<CaseProblems>({})
  const registering = useMutation({
    mutationFn: ({ values, commandId }: Sending) =>
      sendOrQueue('registerCase', {
        consumerId: consumer.id,
        ...(contact ? { interactionId: contact.id } : {}),
        ...values,
        commandId,
      }),
    retry: false,
    onSuccess: (sent) => {
      forget()
      setProblems({})
      onRegistered()
      if (sent.isQueued) return void notifications.show({ message: t.queued })
      const { id, number, portalCode, answerChannel } = sent.answer
      caseMoved(id, consumer.id)
      notifications.show({
        title: t.registered({ number }),
        message: answerChannel === 'portal' ? t.registeredCode({ code: portalCode }) : '',
        autoClose: answerChannel === 'portal' ? false : 8000,
      })
    },
  })
  const [isLater, setLater] = useState(false)
  // asked for while a photo was on its way: it goes along, or the form stays when it could not be sent
  useEffect(() => {
    if (!isLater || coming > 0) return
    setLater(false)
    if (failed === 0) submit()
  })
  const submit = () => {
    if (registering.isPending) return
    if (coming > 0) return setLater(true)
    const read = readDraft(draft, t.missing)
    if ('problems' in read) return setProblems(read.problems)
    setProblems({})
    const attachmentIds = attachments.map(({ id }) => id).filter((id) => !draft.left.includes(id))
    const values = { ...read.values, attachmentIds }
    const sent = intentionOf(draft, values, newCommandId)
    setDraft({ ...draft, sent })
    registering.mutate({ values, commandId: sent.commandId })
  }
  const change = (to: Partial<CaseDraft>) => setDraft({ ...draft, ...to })
  return { draft, change, problems, submit, registering, isLater }
}
