import { useRef, useState } from 'react'
import type { CommandId } from '#shared/contract/contract'
import { newCommandId } from '../../api/server'

/** What the applicant does once: a press repeated after a lost answer goes under the same command. */
export function useAct(send: (commandId: CommandId) => Promise<unknown>) {
  const [isSending, setSending] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const commandId = useRef(newCommandId())
  async function act(): Promise<boolean> {
    if (isSending) return false
    setSending(true)
    setFailure(null)
    try {
      await send(commandId.current)
      commandId.current = newCommandId()
      return true
    } catch (error) {
      setFailure(error)
      return false
    } finally {
      setSending(false)
    }
  }
  /** Other values are another intention. */
  const renew = () => {
    commandId.current = newCommandId()
  }
  return { act, renew, isSending, failure }
}
