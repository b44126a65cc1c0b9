import type { Handlers } from '#shared/contract/contract'
import type { readingEndpoints } from '#shared/contract/reading'
import type { Context } from '../../db/context.ts'
import { listReadings, openReadingOfTask } from './listReadings.ts'
import { reportTelemetry } from './reportTelemetry.ts'
import { takeHandOver } from './takeHandOver.ts'
import { takeReading } from './takeReading.ts'

export { findMeters, offered, offerMeters } from './findMeters.ts'
export { beginImport, endImport, type Import, listRejects } from './importFile.ts'
export { columnsIn } from './importLine.ts'
export { importPortion } from './importPortion.ts'
export { connectReadingProcess, type ReadingProcess } from './ports.ts'
export { type NewReading, receiveReading } from './receiveReading.ts'
export { findingsText, outcomeText, valuesText } from './rules.ts'
export { acceptReading, askAgain, isHeard, lapseReading, rejectReading, sendToCheck } from './settle.ts'
export { readingsOfContact, selectReading, selectReadings } from './sql.ts'

export const readingHandlers: Handlers<typeof readingEndpoints, Context> = {
  listReadings,
  takeReading,
  openReadingOfTask,
  takeHandOver,
  reportTelemetry,
}
