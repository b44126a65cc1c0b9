import type { Handlers } from '#shared/contract/contract'
import type { portalEndpoints } from '#shared/contract/portal'
import type { Context } from '../../db/context.ts'
import { readAttachment } from '../attachment/index.ts'
import { visitorOf } from '../chat/index.ts'
import { offerMeters } from '../reading/index.ts'
import { fileAppeal } from './fileAppeal.ts'
import { giveReading, openGivenReading } from './giveReading.ts'
import { openPortalStatus } from './openPortalStatus.ts'
import { watchAppeal } from './watchAppeal.ts'

export { awaitRecognition, receiveApplicant } from './applicant.ts'
export { startPortalEcho } from './echo.ts'
export { watchedCase } from './watchedCase.ts'

export const portalHandlers: Handlers<typeof portalEndpoints, Context> = {
  fileAppeal,
  watchAppeal,
  openPortalStatus,
  offerMeters,
  giveReading,
  openGivenReading,
  downloadFromPortal: async (input, ctx) => {
    visitorOf(ctx)
    const { attachment, bytes } = await readAttachment(input, ctx)
    return { attachment, base64: bytes.toString('base64') }
  },
}
