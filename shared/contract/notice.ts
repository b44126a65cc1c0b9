import { z } from 'zod'
import { AnswerChannel, CaseStatus } from './appeal.ts'
import { fact } from './contract.ts'
import { BranchId, CaseId, ConsumerId } from './ids.ts'

/** What a consumer was told about a case. */
export const Notice = z.object({
  id: z.uuid(),
  caseId: CaseId,
  status: CaseStatus,
  /** A change of status, or a longer term of the answer. */
  kind: z.enum(['status', 'extension']).default('status'),
  channel: AnswerChannel,
  text: z.string(),
  /** told: by the system or in person · byPerson: a member of staff has a task to tell. */
  way: z.enum(['told', 'byPerson']),
  at: z.iso.datetime(),
})
export type Notice = z.infer<typeof Notice>

export const noticeFacts = {
  noticeSent: fact({
    version: 1,
    payload: z.object({
      notice: Notice,
      caseNumber: z.string(),
      consumerId: ConsumerId.nullable(),
      branchId: BranchId.nullable(),
    }),
    rooms: (p) => [p.consumerId && `consumer:${p.consumerId}`, p.branchId ? `branch:${p.branchId}` : 'company:all'],
  }),
}
