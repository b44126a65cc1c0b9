import { useEffect, useRef, useState } from 'react'
import type { Place } from '../features/work/NowList'

type Kept = { key: string; place: Place; isShown: boolean }
const LIMIT = 9

const keyOf = ({ consumerId, interactionId }: Place) => consumerId ?? interactionId

/**
 * The contacts lately on the screen stay in it, hidden: switching back keeps scroll, what is opened and what has the focus.
 * The one not looked at for longest makes room.
 */
export function useKeptPlaces(place: Place): Kept[] {
  const [places, setPlaces] = useState<readonly Place[]>([])
  const key = keyOf(place)
  const shown = key ? [...places.filter((one) => keyOf(one) !== key), place].slice(-LIMIT) : places
  const { consumerId, interactionId } = place
  useEffect(() => {
    const now = { consumerId, interactionId }
    if (keyOf(now)) setPlaces((before) => [...before.filter((one) => keyOf(one) !== keyOf(now)), now].slice(-LIMIT))
  }, [consumerId, interactionId])
  useFocusPerPlace(key)
  return shown
    .map((one) => ({ key: String(keyOf(one)), place: one, isShown: keyOf(one) === key }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** A place that is shown again gets back the focus it had. */
function useFocusPerPlace(key: string | null) {
  const focused = useRef(new Map<string, Element>())
  useEffect(() => {
    if (!key) return
    const remembered = focused.current.get(key)
    if (remembered instanceof HTMLElement && remembered.isConnected) remembered.focus({ preventScroll: true })
    const remember = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.closest('[data-place]'))
        focused.current.set(key, event.target)
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [key])
}
