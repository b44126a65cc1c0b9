import { z } from 'zod'
import { COMPANY, CommandId, endpoints, fact, Role } from './contract.ts'
import { BranchId, InteractionId, StaffId } from './ids.ts'

/** States of domain.md: `busy` and `wrapUp` are set by a call, the rest by the person. */
export const PresenceState = z.enum(['available', 'busy', 'wrapUp', 'aux', 'offline'])
export type PresenceState = z.infer<typeof PresenceState>
export const AuxReason = z.enum(['break', 'lunch', 'training', 'backOffice'])
export type AuxReason = z.infer<typeof AuxReason>

export const Presence = z.object({
  staffId: StaffId,
  name: z.string(),
  roles: z.array(Role),
  branchId: BranchId.nullable(),
  state: PresenceState,
  reason: AuxReason.nullable(),
  since: z.iso.datetime(),
  sipUser: z.string().nullable(),
  /** What the person is on, if anything. */
  interactionId: InteractionId.nullable(),
  openChats: z.number().int(),
})
export type Presence = z.infer<typeof Presence>

export const presenceEndpoints = endpoints({
  setPresence: {
    method: 'POST',
    path: '/presence',
    input: z.object({
      state: z.enum(['available', 'aux', 'offline']),
      reason: AuxReason.nullable().default(null),
      commandId: CommandId,
    }),
    output: Presence,
    refusals: ['onACall'],
    allow: 'staff',
  },
  listPresence: {
    method: 'GET',
    path: '/presence',
    input: z.object({}),
    output: z.array(Presence),
    refusals: [],
    allow: 'staff',
  },
})

export const presenceFacts = {
  presenceChanged: fact({ version: 1, payload: z.object({ presence: Presence }), rooms: () => [COMPANY] }),
}
