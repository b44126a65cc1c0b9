import type { Handlers } from '#shared/contract/contract'
import type { visitEndpoints } from '#shared/contract/visit'
import type { Context } from '../../db/context.ts'
import { endVisit } from './endVisit.ts'
import { startVisit } from './startVisit.ts'

export const visitHandlers: Handlers<typeof visitEndpoints, Context> = { startVisit, endVisit }
