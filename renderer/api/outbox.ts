import { useSyncExternalStore } from 'react'
import { Refusal } from '#shared/contract/contract'
import { readKept, writeKept } from '../ui/keep'
import { Malformed } from './failures'

/** Something to be sent, with the ids it was made with. `problem` is the code of the refusal it met. */
export type Letter<T> = { id: string; content: T; writtenAt: string; problem: string | null }

const WAITS_MS = [300, 1_000, 2_000, 5_000]

/**
 * What was written and not yet acknowledged, kept on this machine across reload and crash, and sent in order until the server has
 * it. A letter is sent again with the ids of the first try, so that a lost answer doubles nothing. Tabs of one browser take turns.
 */
export function makeOutbox<T>(key: string, send: (letter: Letter<T>) => Promise<void>) {
  const place = `okno.outbox.${key}`
  const listeners = new Set<() => void>()
  let letters: readonly Letter<T>[] = read()
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isRunning = false

  function read(): readonly Letter<T>[] {
    try {
      return JSON.parse(readKept(place) ?? '[]')
    } catch {
      return []
    }
  }
  function write(change: (before: readonly Letter<T>[]) => readonly Letter<T>[]) {
    letters = change(read())
    writeKept(place, letters.length > 0 ? JSON.stringify(letters) : null)
    for (const tell of listeners) tell()
  }
  const next = () => read().find((letter) => letter.problem === null)

  async function attempt(letter: Letter<T>) {
    try {
      await send(letter)
    } catch (error) {
      const problem = error instanceof Malformed ? 'malformed' : error instanceof Refusal ? error.code : null
      // refused for good; anything else may pass
      if (!problem || problem === 'tooManyRequests') throw error
      return write((all) => all.map((each) => (each.id === letter.id ? { ...each, problem } : each)))
    }
    write((all) => all.filter((each) => each.id !== letter.id))
  }

  async function run() {
    if (isRunning) return
    isRunning = true
    clearTimeout(timer)
    timer = undefined
    try {
      await navigator.locks.request(place, async () => {
        for (let letter = next(); letter; letter = next()) {
          await attempt(letter)
          failures = 0
        }
      })
    } catch {
      timer = setTimeout(() => void run(), WAITS_MS[Math.min(failures, WAITS_MS.length - 1)])
      failures += 1
    } finally {
      isRunning = false
    }
    // put while the lock was being given back: nobody else would send it
    if (!timer && next()) void run()
  }

  const onStorage = (event: StorageEvent) => {
    if (event.key !== place) return
    letters = read()
    for (const tell of listeners) tell()
  }
  const onLine = () => void run()
  window.addEventListener('storage', onStorage)
  window.addEventListener('online', onLine)
  void run()

  return {
    put(id: string, content: T) {
      write((all) => [...all, { id, content, writtenAt: new Date().toISOString(), problem: null }])
      void run()
    },
    /** Tries again now: the line is back, or the person asks. */
    flush(id?: string) {
      if (id) write((all) => all.map((each) => (each.id === id ? { ...each, problem: null } : each)))
      failures = 0
      void run()
    },
    drop(id: string) {
      write((all) => all.filter((each) => each.id !== id))
    },
    letters: () => letters,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      clearTimeout(timer)
      window.removeEventListener('storage', onStorage)
      window.removeEventListener('online', onLine)
    },
  }
}
export type Outbox<T> = ReturnType<typeof makeOutbox<T>>

export const useLetters = <T>(outbox: Outbox<T>): readonly Letter<T>[] =>
  useSyncExternalStore(outbox.subscribe, outbox.letters)
