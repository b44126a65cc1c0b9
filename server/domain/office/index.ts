import type { Handlers } from '#shared/contract/contract'
import type { officeEndpoints } from '#shared/contract/office'
import type { Context } from '../../db/context.ts'
import { listBranchConsumers } from './listBranchConsumers.ts'

export const officeHandlers: Handlers<typeof officeEndpoints, Context> = { listBranchConsumers }
