import { create } from 'zustand'
import type { InteractionId } from '#shared/contract/ids'

const wanted = create<{ interactionId: InteractionId | null }>(() => ({ interactionId: null }))

/** «Ответить» was pressed on this mail: its composer takes the focus. */
export const askToReply = (interactionId: InteractionId) => wanted.setState({ interactionId })
export const useReplyWanted = (interactionId: InteractionId | undefined): boolean =>
  wanted((s) => interactionId !== undefined && s.interactionId === interactionId)
export const replyTaken = () => wanted.setState({ interactionId: null })
