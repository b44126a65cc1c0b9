import type { calendarEndpoints } from '#shared/contract/calendar'
import type { Handlers } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { addCalendarRegion, assignCalendar } from './addRegion.ts'
import { listCalendars, openCalendar } from './openCalendar.ts'
import { previewCalendar } from './previewCalendar.ts'
import { publishCalendar } from './publishCalendar.ts'

export { companyOffset, loadCalendar, reckon, regionOf, today } from './load.ts'
export { connectFollowers, type Follower, type Reckoned } from './ports.ts'
export { recountPortion, startRecount } from './recount.ts'

export const calendarHandlers: Handlers<typeof calendarEndpoints, Context> = {
  listCalendars,
  openCalendar,
  previewCalendar,
  publishCalendar,
  addCalendarRegion,
  assignCalendar,
}
