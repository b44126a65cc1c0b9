import { useEffect, useRef } from 'react'
import { onDesktop } from '../../api/desktop'
import { commandPhone, usePhone } from '../../phone/phoneStore'
import { type CallPlace, useCallFacts } from './useCallFacts'
import { useDial } from './useDial'
import { useGlobalKeys } from './useGlobalKeys'
import { useLine } from './useLine'

/** Stands once in the window: the phone's registration, the facts of calls, and what the system asks for (`tel:` links, global keys). */
export function useCallDesk(onOpen: (place: CallPlace) => void) {
  useLine()
  useGlobalKeys()
  useCallFacts({ onOpen })
  const { dial } = useDial()
  const latest = useRef(dial)
  latest.current = dial
  useEffect(() => onDesktop('dialRequested', ({ phone }) => latest.current({ phone })), [])
  useEffect(
    () =>
      onDesktop('shortcutPressed', ({ action }) => {
        const isRinging = usePhone.getState().call?.phase === 'ringing'
        if (action === 'hangUp') commandPhone({ do: isRinging ? 'decline' : 'hangUp' })
        else if (isRinging) commandPhone({ do: 'answer' })
      }),
    [],
  )
}
