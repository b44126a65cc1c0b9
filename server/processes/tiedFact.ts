import { z } from 'zod'
import { ConsumerId, InteractionId } from '#shared/contract/ids'

/** What is needed of `interactionTied`; older versions of the fact stay readable. */
export const TiedFact = z.object({ interaction: z.object({ id: InteractionId, consumerId: ConsumerId.nullable() }) })
