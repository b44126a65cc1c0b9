import { z } from 'zod'
import { CommandId, endpoints, fact } from './contract.ts'
import { ConsumerId, InteractionId, OfficeId } from './ids.ts'
import { Interaction } from './interaction.ts'

/** How a visit ended; required, for the office's statistics. */
export const VisitResult = z.enum(['appealTaken', 'advised', 'documentsGiven', 'sentElsewhere', 'leftUnserved'])
export type VisitResult = z.infer<typeof VisitResult>

export const visitEndpoints = endpoints({
  /** A person has walked in. The visit is the clerk's at once; the consumer may be found later (tieInteraction). */
  startVisit: {
    method: 'POST',
    path: '/visits',
    input: z.object({ officeId: OfficeId, consumerId: ConsumerId.optional(), commandId: CommandId }),
    output: Interaction,
    refusals: ['noSuchOffice', 'otherOffice'],
    allow: ['clerk', 'supervisor'],
  },
  endVisit: {
    method: 'POST',
    path: '/visits/:interactionId/end',
    input: z.object({
      interactionId: InteractionId,
      result: VisitResult,
      note: z.string().trim().max(5_000).default(''),
      commandId: CommandId,
    }),
    output: Interaction,
    refusals: ['alreadyEnded', 'notYours', 'notAVisit'],
    allow: ['clerk', 'supervisor'],
  },
})

export const visitFacts = {
  visitEnded: fact({
    version: 1,
    payload: z.object({ interaction: Interaction, result: VisitResult }),
    rooms: (p) => [p.interaction.branchId && `branch:${p.interaction.branchId}`],
  }),
}
