import { z } from 'zod'
import { CommandId, endpoints } from './contract.ts'
import { AttachmentId } from './ids.ts'
import { Attachment } from './interaction.ts'

/** 25 MiB of file, as base64 in JSON. */
export const ATTACHMENT_LIMIT_BYTES = 25 * 1024 * 1024

export const attachmentEndpoints = endpoints({
  /** Keeps a file not yet tied to a message; a command that names its id within a day ties it. `anyone`: the portal uploads too, rate-limited. */
  uploadAttachment: {
    method: 'POST',
    path: '/attachments',
    input: z.object({
      name: z.string().trim().min(1).max(255),
      mediaType: z.string().max(120),
      base64: z.base64().max(Math.ceil((ATTACHMENT_LIMIT_BYTES * 4) / 3) + 4),
      commandId: CommandId,
    }),
    output: Attachment,
    refusals: ['tooLarge'],
    allow: 'anyone',
  },
  /** The bytes as base64: a browser makes a blob of them, so no token stands in an address. */
  downloadAttachment: {
    method: 'GET',
    path: '/attachments/:attachmentId',
    input: z.object({ attachmentId: AttachmentId }),
    output: z.object({ attachment: Attachment, base64: z.string() }),
    refusals: [],
    allow: 'staff',
  },
})
