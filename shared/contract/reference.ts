import { z } from 'zod'
import { endpoints } from './contract.ts'
import { BranchId, OfficeId } from './ids.ts'

export const Branch = z.object({ id: BranchId, name: z.string() })
export const Office = z.object({ id: OfficeId, branchId: BranchId, name: z.string(), address: z.string() })

export const referenceEndpoints = endpoints({
  /** The company's own structure, for forms and filters. */
  listOffices: {
    method: 'GET',
    path: '/offices',
    input: z.object({}),
    output: z.object({ branches: z.array(Branch), offices: z.array(Office) }),
    refusals: [],
    allow: 'staff',
  },
})
