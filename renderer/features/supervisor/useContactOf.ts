import type { InteractionId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { useInteraction } from '../timeline/timelineCache'

/** What a colleague is on. */
export const useContactOf = (interactionId: InteractionId): Interaction | undefined =>
  useInteraction(interactionId).data?.interaction
