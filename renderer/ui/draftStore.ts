import { readKept, writeKept } from './keep'

const PREFIX = 'okno.draft.'
const values = new Map<string, unknown>()
const listeners = new Map<string, Set<() => void>>()

/** What was written under a key on this machine and not yet handed in; `initial` when there is nothing. The same object until it changes. */
export function readDraft<T>(key: string, initial: T): T {
  // a key is read and written with one type: its place in the product
  if (!values.has(key)) values.set(key, load(key))
  return (values.get(key) as T | undefined) ?? initial
}

/** Writes at once, from the newest value and not from the one last painted: a file that arrives while somebody types loses nothing. */
export function changeDraft<T>(key: string, initial: T, change: T | ((before: T) => T)): void {
  const value = typeof change === 'function' ? (change as (before: T) => T)(readDraft(key, initial)) : change
  const isEmpty = JSON.stringify(value) === JSON.stringify(initial)
  values.set(key, isEmpty ? undefined : value)
  writeKept(PREFIX + key, isEmpty ? null : JSON.stringify(value))
  tell(key)
}

export function forgetDraft(key: string): void {
  values.set(key, undefined)
  writeKept(PREFIX + key, null)
  tell(key)
}

export function onDraft(key: string, listener: () => void): () => void {
  const those = listeners.get(key) ?? new Set()
  listeners.set(key, those)
  those.add(listener)
  return () => {
    those.delete(listener)
    if (those.size > 0) return
    listeners.delete(key)
    values.delete(key)
  }
}

const tell = (key: string) => {
  for (const listener of listeners.get(key) ?? []) listener()
}

function load(key: string): unknown {
  const kept = readKept(PREFIX + key)
  if (kept === null) return undefined
  try {
    return JSON.parse(kept)
  } catch {
    return undefined
  }
}
