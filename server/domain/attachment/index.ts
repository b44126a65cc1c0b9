import type { attachmentEndpoints } from '#shared/contract/attachment'
import type { Handlers } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { uploadAttachment } from './keepAttachment.ts'
import { downloadAttachment } from './readAttachment.ts'

export { keepAttachment, type NewAttachment } from './keepAttachment.ts'
export { readAttachment } from './readAttachment.ts'
export { openStore } from './store.ts'
export { sweepAttachments } from './sweepAttachments.ts'

export const attachmentHandlers: Handlers<typeof attachmentEndpoints, Context> = {
  uploadAttachment,
  downloadAttachment,
}
