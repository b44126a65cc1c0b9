import type { absenceEndpoints } from '#shared/contract/absence'
import type { Handlers } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { listAbsences } from './listAbsences.ts'
import { cancelAbsence, setAbsence } from './setAbsence.ts'
import { listSubstitutes } from './substitutes.ts'

export { absentToday, standsInFor } from './standIn.ts'

export const absenceHandlers: Handlers<typeof absenceEndpoints, Context> = {
  listAbsences,
  listSubstitutes,
  setAbsence,
  cancelAbsence,
}
