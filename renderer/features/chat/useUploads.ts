import { useRef, useState } from 'react'
import type { CommandId } from '#shared/contract/contract'
import type { Attachment } from '#shared/contract/interaction'
import { newCommandId } from '../../api/server'
import { useLeaveGuard } from '../../ui/useLeaveGuard'

export type UploadFile = (upload: {
  file: File
  commandId: CommandId
  onProgress: (share: number) => void
  signal: AbortSignal
}) => Promise<Attachment>

/** A file on its way: `problem` is what went wrong with the last try. */
export type Upload = { key: string; file: File; share: number; problem: unknown; stop: AbortController }

/** Files being sent to the server before the message that will name them. A repeat bears the first commandId. */
export function useUploads(upload: UploadFile, onUploaded: (attachment: Attachment) => void) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  useLeaveGuard(uploads.length > 0)
  const latest = useRef({ upload, onUploaded })
  latest.current = { upload, onUploaded }

  const change = (key: string, part: Partial<Upload>) =>
    setUploads((all) => all.map((each) => (each.key === key ? { ...each, ...part } : each)))
  const forget = (key: string) => setUploads((all) => all.filter((each) => each.key !== key))

  async function run({ key, file, stop }: Upload) {
    try {
      const onProgress = (share: number) => change(key, { share })
      const attachment = await latest.current.upload({
        file,
        commandId: key as CommandId,
        onProgress,
        signal: stop.signal,
      })
      forget(key)
      latest.current.onUploaded(attachment)
    } catch (problem) {
      if (!stop.signal.aborted) change(key, { problem })
    }
  }

  return {
    uploads,
    add(files: Iterable<File>) {
      const fresh = [...files].map((file) => ({
        key: newCommandId(),
        file,
        share: 0,
        problem: null,
        stop: new AbortController(),
      }))
      setUploads((all) => [...all, ...fresh])
      for (const each of fresh) void run(each)
    },
    retry(key: string) {
      const again = uploads.find((each) => each.key === key)
      if (!again) return
      change(key, { problem: null, share: 0 })
      void run(again)
    },
    cancel(key: string) {
      uploads.find((each) => each.key === key)?.stop.abort()
      forget(key)
    },
  }
}
