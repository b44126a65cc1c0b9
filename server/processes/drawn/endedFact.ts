import { z } from 'zod'

/** What is needed of `processEnded`; older versions of the fact stay readable. */
export const EndedFact = z.object({ instanceId: z.uuid(), outcome: z.enum(['completed', 'cancelled']) })
