import { useSyncExternalStore } from 'react'

type Clock = { now: Date; listeners: Set<() => void>; timer: ReturnType<typeof setInterval> | undefined }
const clocks = new Map<number, Clock>()

function clockOf(everyMs: number): Clock {
  const known = clocks.get(everyMs)
  if (known) return known
  const fresh: Clock = { now: new Date(), listeners: new Set(), timer: undefined }
  clocks.set(everyMs, fresh)
  return fresh
}

/** The time, moving every `everyMs`. All users of one pace share one timer, so a list of waits ticks as one. */
export function useNow(everyMs = 1000): Date {
  const clock = clockOf(everyMs)
  return useSyncExternalStore(
    (listener) => {
      if (clock.listeners.size === 0) {
        clock.timer = setInterval(() => {
          clock.now = new Date()
          for (const tell of clock.listeners) tell()
        }, everyMs)
      }
      clock.listeners.add(listener)
      return () => {
        clock.listeners.delete(listener)
        if (clock.listeners.size === 0) clearInterval(clock.timer)
      }
    },
    () => {
      if (clock.listeners.size === 0 && Date.now() - clock.now.getTime() > everyMs) clock.now = new Date()
      return clock.now
    },
  )
}

/** Whole seconds since an instant, ticking. */
export const useSecondsSince = (iso: string): number =>
  Math.max(0, Math.floor((useNow(1000).getTime() - new Date(iso).getTime()) / 1000))
