import { useEffect } from 'react'
import { isBusyPhase } from '#shared/rules/callState'
import { desktop } from '../../api/desktop'
import { usePhone } from '../../phone/phoneStore'

/** Electron takes the keys for answer and hang-up from other programs, but only while a call makes sense of them. */
export function useGlobalKeys() {
  const phase = usePhone((s) => s.call?.phase ?? 'idle')
  const answer = phase === 'ringing'
  const hangUp = isBusyPhase(phase)
  useEffect(() => void desktop?.armShortcuts({ answer, hangUp }), [answer, hangUp])
}
