import { useState } from 'react'
import type { CommandId } from '#shared/contract/contract'
import type { Attachment } from '#shared/contract/interaction'
import { newCommandId } from '../../api/server'
import { uploadFile } from '../../api/upload'
import { useDraft } from '../../ui/useDraft'
import { useLeaveGuard } from '../../ui/useLeaveGuard'

export type Sending = {
  file: File
  commandId: CommandId
  share: number
  error: unknown
  stop: AbortController
}

/** Files of a visit: those already kept by the server (they outlive a reload) and those on their way. */
export function useDocuments(draftKey: string) {
  const [kept, setKept, forget] = useDraft<Attachment[]>(`documents.${draftKey}`, [])
  const [sending, setSending] = useState<readonly Sending[]>([])
  useLeaveGuard(sending.length > 0)
  const change = (commandId: CommandId, to: Partial<Sending> | null) =>
    setSending((all) =>
      to
        ? all.map((one) => (one.commandId === commandId ? { ...one, ...to } : one))
        : all.filter((one) => one.commandId !== commandId),
    )
  const send = async (one: Sending) => {
    try {
      const { file, commandId, stop } = one
      const onProgress = (share: number) => change(commandId, { share })
      const attachment = await uploadFile({ file, commandId, signal: stop.signal, onProgress })
      setKept((before) => [...before, attachment])
      change(commandId, null)
    } catch (error) {
      if (!one.stop.signal.aborted) change(one.commandId, { error, share: 0 })
    }
  }
  return {
    kept,
    sending,
    forget,
    add(files: readonly File[]) {
      const fresh = files.map((file) => ({
        file,
        commandId: newCommandId(),
        share: 0,
        error: null,
        stop: new AbortController(),
      }))
      setSending((all) => [...all, ...fresh])
      for (const one of fresh) void send(one)
    },
    /** The same command again: a file that had arrived after all is not kept twice. */
    again(one: Sending) {
      const next = { ...one, error: null, stop: new AbortController() }
      change(one.commandId, next)
      void send(next)
    },
    stop(one: Sending) {
      one.stop.abort()
      change(one.commandId, null)
    },
    remove(attachment: Attachment) {
      setKept((before) => before.filter((file) => file.id !== attachment.id))
    },
  }
}
export type Documents = ReturnType<typeof useDocuments>
