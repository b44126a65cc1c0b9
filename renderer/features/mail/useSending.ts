import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { CommandId } from '#shared/contract/contract'
import type { ConsumerId, InteractionId } from '#shared/contract/ids'
import type { Attachment, Interaction } from '#shared/contract/interaction'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useWords } from '../../ui/words'
import { placeInteraction } from '../timeline/timelineCache'
import { mailWords } from './words'

export type Draft = {
  to: string
  subject: string
  text: string
  files: readonly Attachment[]
  keepsOpen: boolean
}
export type Sending = { consumerId: ConsumerId; answersId: InteractionId | null; draft: Draft }

/** Sends a mail; a repeat of the same mail bears the same command, so that it is never sent twice. */
export function useSending(onSent: () => void) {
  const t = useWords(mailWords)
  const intention = useRef<{ written: string; commandId: CommandId } | null>(null)
  return useMutation({
    mutationFn: (sending: Sending) => send(sending, commandOf(intention, sending)),
    retry: false,
    onSuccess: (interaction) => {
      intention.current = null
      placeInteraction(interaction)
      notifications.show({ message: t.sent })
      onSent()
    },
    onError: (error) => notifications.show({ color: 'bad', message: refusalText(error, t.refusals) }),
  })
}

type Intention = { current: { written: string; commandId: CommandId } | null }
function commandOf(intention: Intention, sending: Sending): CommandId {
  const written = JSON.stringify(sending)
  if (intention.current?.written !== written) intention.current = { written, commandId: newCommandId() }
  return intention.current.commandId
}

function send({ consumerId, answersId, draft }: Sending, commandId: CommandId): Promise<Interaction> {
  const text = draft.text.trim()
  const attachmentIds = draft.files.map((file) => file.id)
  if (answersId)
    return server.replyMail({ interactionId: answersId, text, attachmentIds, keepsOpen: draft.keepsOpen, commandId })
  return server.writeMail({ consumerId, to: draft.to, subject: draft.subject, text, attachmentIds, commandId })
}
