import { ATTACHMENT_LIMIT_BYTES, attachmentEndpoints } from '#shared/contract/attachment'
import { type CommandId, Refusal } from '#shared/contract/contract'
import type { Attachment } from '#shared/contract/interaction'
import { failureOf } from './failures'
import { http } from './http'
import { server } from './server'

type Upload = { file: File; commandId: CommandId; onProgress?: (share: number) => void; signal?: AbortSignal }

/** Sends a file and tells how much has gone, from 0 to 1. Too large a file is refused before it is sent. */
export async function uploadFile({ file, commandId, onProgress, signal }: Upload): Promise<Attachment> {
  if (file.size > ATTACHMENT_LIMIT_BYTES) throw new Refusal('tooLarge')
  const { path, output } = attachmentEndpoints.uploadAttachment
  const base64 = await base64Of(file)
  const data = { name: file.name, mediaType: file.type || 'application/octet-stream', base64, commandId }
  const answer = await http
    .post(path, data, {
      timeout: 10 * 60_000,
      onUploadProgress: ({ progress }) => onProgress?.(progress ?? 0),
      ...(signal ? { signal } : {}),
    })
    .catch((error: unknown) => {
      throw failureOf(error)
    })
  return output.parse(answer.data)
}

/** The bytes of an attachment as an address the page can show; free it with URL.revokeObjectURL. */
export async function attachmentUrl(attachment: Pick<Attachment, 'id'>): Promise<string> {
  const answer = await server.downloadAttachment({ attachmentId: attachment.id })
  const bytes = Uint8Array.from(atob(answer.base64), (char) => char.charCodeAt(0))
  return URL.createObjectURL(new Blob([bytes], { type: answer.attachment.mediaType }))
}

/** Saves an attachment under its own name. */
export async function saveAttachment(attachment: Pick<Attachment, 'id' | 'name'>): Promise<void> {
  const url = await attachmentUrl(attachment)
  const link = document.createElement('a')
  link.href = url
  link.download = attachment.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

export function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}
