import { useEffect, useMemo } from 'react'
import type { CommandId } from '#shared/contract/contract'
import { Refusal } from '#shared/contract/contract'
import { InteractionId, MessageId, type StaffId } from '#shared/contract/ids'
import { Unreachable } from '../../api/failures'
import { useConnection, useFact } from '../../api/live'
import { makeOutbox, type Outbox } from '../../api/outbox'
import { newCommandId, server } from '../../api/server'
import { useMe } from '../../api/session'
import type { Written } from './thread'

export type StaffWritten = Written & { interactionId: string; commandId: CommandId }
const outboxes = new Map<StaffId, Outbox<StaffWritten>>()

/** Signed out for a moment: the letter waits for its writer to sign in again. */
const SIGNED_OUT = new Set(['signInRequired', 'unauthenticated', 'sessionEnded'])

/** All that this person has written in chats and the server has not acknowledged, whichever chat is open. */
export function outboxOf(staffId: StaffId): Outbox<StaffWritten> {
  const known = outboxes.get(staffId)
  if (known) return known
  const fresh = makeOutbox<StaffWritten>(`staff.${staffId}`, async ({ id, content }) => {
    const { interactionId, text, files, commandId } = content
    await server
      .writeAsAgent({ interactionId, messageId: id, text, attachmentIds: files.map((file) => file.id), commandId })
      .catch((error: unknown) => {
        throw error instanceof Refusal && SIGNED_OUT.has(error.code) ? new Unreachable() : error
      })
  })
  outboxes.set(staffId, fresh)
  return fresh
}

export function useStaffOutbox() {
  const { staffId } = useMe()
  return useMemo(() => {
    const outbox = outboxOf(staffId)
    return {
      outbox,
      say(interactionId: string, { text, files }: Written) {
        outbox.put(crypto.randomUUID(), { interactionId, text, files, commandId: newCommandId() })
      },
    }
  }, [staffId])
}

/**
 * Stands once in the window: sends what waits when the line is back, and tells visitors that their messages have come to this desktop,
 * even while another contact is open.
 */
export function useChatKeeper() {
  const { staffId } = useMe()
  const { outbox } = useStaffOutbox()
  const connection = useConnection()
  useEffect(() => {
    if (connection === 'online') outbox.flush()
  }, [connection, outbox])
  useFact('messageAdded', ({ payload: { interaction, message } }) => {
    if (interaction.channel !== 'chat' || interaction.staffId !== staffId || message.author !== 'consumer') return
    void markAsAgent(interaction.id, message.id, 'delivered')
  })
}

/** Not repeated when it fails: the next look at the thread marks again. */
export async function markAsAgent(interactionId: string, upTo: string, mark: 'delivered' | 'read'): Promise<void> {
  await server
    .markAsAgent({
      interactionId: InteractionId.parse(interactionId),
      upTo: MessageId.parse(upTo),
      mark,
      commandId: newCommandId(),
    })
    .catch(() => {})
}
