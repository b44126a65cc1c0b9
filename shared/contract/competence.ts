import { z } from 'zod'
import { CommandId, endpoints, fact, Role } from './contract.ts'
import { BranchId, StaffId } from './ids.ts'
import { UnitCode } from './topic.ts'

/** What a step of a process may ask of whoever does it, as a drawing writes it: compared as it stands. */
export const Skill = z.string().trim().min(1).max(60)

/** In which unit somebody works and what they are able to do. */
export const Competence = z.object({
  staffId: StaffId,
  name: z.string(),
  roles: z.array(Role),
  branchId: BranchId.nullable(),
  branchName: z.string().nullable(),
  unit: UnitCode.nullable(),
  skills: z.array(z.string()),
})
export type Competence = z.infer<typeof Competence>

const keepers = ['supervisor', 'administrator'] as const

export const competenceEndpoints = endpoints({
  /** Everybody who does tasks, by name; a supervisor sees the branch. */
  listCompetences: {
    method: 'GET',
    path: '/competences',
    input: z.object({}),
    output: z.object({ items: z.array(Competence) }),
    refusals: [],
    allow: keepers,
  },
  setCompetence: {
    method: 'POST',
    path: '/competences/:staffId',
    input: z.object({
      staffId: StaffId,
      unit: UnitCode.nullable(),
      skills: z.array(Skill).max(30),
      commandId: CommandId,
    }),
    output: Competence,
    refusals: [],
    allow: keepers,
  },
})

export const competenceFacts = {
  competenceChanged: fact({
    version: 1,
    payload: z.object({ competence: Competence }),
    rooms: ({ competence }) => [`staff:${competence.staffId}`],
  }),
}
