import { z } from 'zod'
import { Consumer } from './consumer.ts'
import { endpoints, fact, page } from './contract.ts'
import { BranchId, ConsumerId } from './ids.ts'
import { Interaction } from './interaction.ts'

/** Enough to see what the last weeks were about when the line is down. */
export const CONTACTS_OF_COPY = 50

export const CopiedConsumer = z.object({
  consumer: Consumer,
  /** Newest first. */
  interactions: z.array(Interaction),
})
export type CopiedConsumer = z.infer<typeof CopiedConsumer>

export const officeEndpoints = endpoints({
  /** The consumers of the caller's own branch with their last contacts: what a desktop's cache is filled with. */
  listBranchConsumers: {
    method: 'GET',
    path: '/office/consumers',
    input: z.object({
      after: ConsumerId.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    output: page(CopiedConsumer),
    refusals: ['noBranch'],
    allow: ['agent', 'clerk', 'specialist', 'supervisor', 'analyst', 'administrator', 'auditor'],
  },
})

export const officeFacts = {
  /** Part of a branch's consumers went to a desktop's disk: who took them, when, which. */
  consumersCopied: fact({
    version: 1,
    payload: z.object({ branchId: BranchId, after: ConsumerId.nullable(), count: z.number().int() }),
    rooms: () => [],
  }),
}
