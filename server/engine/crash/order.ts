import { z } from 'zod'

/** What a client of the engine's server asks for. */
export const Order = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('deploy'), xml: z.string() }),
  z.object({ kind: z.literal('start'), key: z.string() }),
  z.object({
    kind: z.literal('complete'),
    instanceId: z.uuid(),
    elementId: z.string(),
    isGrouped: z.boolean(),
  }),
])
export type Order = z.infer<typeof Order>
