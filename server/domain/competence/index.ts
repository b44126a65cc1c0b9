import type { competenceEndpoints } from '#shared/contract/competence'
import type { Handlers } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { listCompetences } from './listCompetences.ts'
import { setCompetence } from './setCompetence.ts'

export const competenceHandlers: Handlers<typeof competenceEndpoints, Context> = { listCompetences, setCompetence }
