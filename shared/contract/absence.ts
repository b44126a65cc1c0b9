import { z } from 'zod'
import { CommandId, endpoints, fact } from './contract.ts'
import { AbsenceId, StaffId } from './ids.ts'

/** A person is away, from one day to another and with both; a colleague does what they have taken. */
export const Absence = z.object({
  id: AbsenceId,
  staffId: StaffId,
  staffName: z.string(),
  substituteId: StaffId,
  substituteName: z.string(),
  fromDay: z.iso.date(),
  toDay: z.iso.date(),
  setByName: z.string(),
  isCancelled: z.boolean(),
})
export type Absence = z.infer<typeof Absence>

/** Somebody who can be away or stand in. */
export const Substitute = z.object({ staffId: StaffId, name: z.string() })
export type Substitute = z.infer<typeof Substitute>

const workers = ['agent', 'clerk', 'specialist', 'supervisor'] as const

export const absenceEndpoints = endpoints({
  /** Those that go on or are to come: mine, those I stand in for, and as a supervisor those of my branch. By their first day. */
  listAbsences: {
    method: 'GET',
    path: '/absences',
    input: z.object({}),
    output: z.object({ items: z.array(Absence), today: z.iso.date() }),
    refusals: [],
    allow: workers,
  },
  /** Who works with a person: can stand in for them. Without `staffId`: with me. As a supervisor also whose absence I may set. */
  listSubstitutes: {
    method: 'GET',
    path: '/absences/substitutes',
    input: z.object({ staffId: StaffId.optional() }),
    output: z.object({ items: z.array(Substitute) }),
    refusals: [],
    allow: workers,
  },
  setAbsence: {
    method: 'POST',
    path: '/absences',
    input: z.object({
      /** Whose; a person sets their own, a supervisor those of the branch. */
      staffId: StaffId,
      substituteId: StaffId,
      fromDay: z.iso.date(),
      toDay: z.iso.date(),
      commandId: CommandId,
    }),
    output: Absence,
    refusals: ['periodBackwards', 'periodPast', 'absenceOverlaps', 'substituteAbsent', 'substituteMayNot'],
    allow: workers,
  },
  cancelAbsence: {
    method: 'POST',
    path: '/absences/:absenceId/cancel',
    input: z.object({ absenceId: AbsenceId, commandId: CommandId }),
    output: Absence,
    refusals: ['absenceOver'],
    allow: workers,
  },
})

export const absenceFacts = {
  /** Set or cancelled. */
  absenceChanged: fact({
    version: 1,
    payload: z.object({ absence: Absence }),
    rooms: ({ absence }) => [`staff:${absence.staffId}`, `staff:${absence.substituteId}`],
  }),
}
