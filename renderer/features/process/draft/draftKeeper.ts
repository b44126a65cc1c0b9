import { type CommandId, Refusal } from '#shared/contract/contract'
import type { DraftMark, ProcessKey } from '#shared/contract/process'
import { Unreachable } from '../../../api/failures'
import { readKept, writeKept } from '../../../ui/keep'

/** Whose drawing stands in the way of mine. `gone`: the draft was deployed or given up meanwhile. */
export type Conflict = { kind: 'changed'; savedByName: string; savedAt: string; revision: number } | { kind: 'gone' }
export type Saving = {
  /** still · waiting for a pause · saving · saved · offline, kept on this computer · conflict · failed */
  state: 'still' | 'waiting' | 'saving' | 'saved' | 'offline' | 'conflict' | 'failed'
  savedAt: string | null
  conflict: Conflict | null
  error: unknown
}
export type Base = { revision: number; basedOn: number | null }
export type LocalCopy = Base & { xml: string; name: string }
type Save = (input: LocalCopy & { key: ProcessKey; commandId: CommandId }) => Promise<DraftMark>
type Options = {
  key: ProcessKey
  base: Base
  read(): Promise<{ xml: string; name: string }>
  save: Save
  newCommandId(): CommandId
}

const PAUSE_MS = 700
const RETRY_MS = 4_000
const copyKey = (key: ProcessKey) => `okno.draft.process.${key}`

/** A drawing that was not yet at the server when the page went. */
export function localCopy(key: ProcessKey): LocalCopy | null {
  const kept = readKept(copyKey(key))
  return kept === null ? null : JSON.parse(kept)
}
export const forgetLocalCopy = (key: ProcessKey) => writeKept(copyKey(key), null)

export type DraftKeeper = ReturnType<typeof makeDraftKeeper>

/**
 * Saves a drawing by itself, one saving at a time, on this computer first and then at the server:
 *
 *     still ──touch──► waiting ──pause──► saving ──► saved
 *                         ▲                 ├──no line──► offline ──again──► saving
 *                         └──touched────────┤
 *                                           └──somebody else's──► conflict ──overwrite / takeTheirs──► …
 */
export function makeDraftKeeper({ key, base, read, save, newCommandId }: Options) {
  let now: Base = base
  let saving: Saving = { state: 'still', savedAt: null, conflict: null, error: null }
  let isDirty = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  const heard = new Set<() => void>()
  const become = (change: Partial<Saving>) => {
    saving = { ...saving, ...change }
    for (const hear of heard) hear()
  }
  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void settle(), ms)
  }

  async function keepHere(): Promise<LocalCopy> {
    const copy = { ...(await read()), ...now }
    writeKept(copyKey(key), JSON.stringify(copy))
    return copy
  }

  async function saveOnce() {
    isDirty = false
    const copy = await keepHere()
    become({ state: 'saving' })
    try {
      const mark = await save({ key, ...copy, commandId: newCommandId() })
      now = { revision: mark.revision, basedOn: mark.basedOn }
      if (!isDirty) forgetLocalCopy(key)
      become({ state: 'saved', savedAt: mark.savedAt, error: null })
    } catch (error) {
      isDirty = true
      failed(error)
    }
  }

  function failed(error: unknown) {
    const conflict = conflictOf(error)
    if (conflict) return become({ state: 'conflict', conflict })
    become({ state: error instanceof Unreachable ? 'offline' : 'failed', error })
    later(RETRY_MS)
  }

  const isStuck = () => ['conflict', 'offline', 'failed'].includes(saving.state)
  /** Saves until nothing is left to save, or until something is in the way. */
  function settle(): Promise<void> {
    clearTimeout(timer)
    running ??= (async () => {
      if (saving.state === 'conflict') return
      do await saveOnce()
      while (isDirty && !isStuck())
    })().finally(() => {
      running = null
    })
    return running
  }

  return {
    saving: () => saving,
    base: () => now,
    subscribe(hear: () => void) {
      heard.add(hear)
      return () => heard.delete(hear)
    },
    /** The drawing has changed. */
    touch() {
      isDirty = true
      // nothing goes to the server until the person has chosen, but nothing is lost either
      if (saving.state === 'conflict') return void keepHere()
      if (running) return
      become({ state: 'waiting' })
      later(PAUSE_MS)
    },
    /** Sends what is not yet sent; true when the server has it all. */
    async flush(): Promise<boolean> {
      if (isDirty || running) await settle()
      return !isDirty && saving.state !== 'conflict'
    },
    /** Somebody else has saved: heard before anything of mine is sent. */
    theirs(mark: DraftMark) {
      if (running || mark.revision <= now.revision || saving.state === 'conflict') return
      const { savedByName, savedAt, revision } = mark
      clearTimeout(timer)
      if (isDirty) void keepHere()
      become({ state: 'conflict', conflict: { kind: 'changed', savedByName, savedAt, revision } })
    },
    /** My drawing goes over theirs. `basedOn`: the version that runs now, for when the draft is gone. */
    async overwrite(basedOn: number | null): Promise<void> {
      const { conflict } = saving
      if (conflict)
        now = conflict.kind === 'changed' ? { ...now, revision: conflict.revision } : { revision: 0, basedOn }
      become({ state: 'waiting', conflict: null })
      isDirty = true
      await settle()
    },
    /** Begins anew from what the screen has just opened or deployed. */
    restart(from: Base) {
      clearTimeout(timer)
      isDirty = false
      now = from
      forgetLocalCopy(key)
      become({ state: 'still', savedAt: null, conflict: null, error: null })
    },
    stop() {
      clearTimeout(timer)
      heard.clear()
    },
  }
}

function conflictOf(error: unknown): Conflict | null {
  if (!(error instanceof Refusal)) return null
  if (error.code === 'draftGone' || error.code === 'keyTaken') return { kind: 'gone' }
  if (error.code !== 'draftChangedMeanwhile') return null
  const { savedByName, savedAt, revision } = error.detail
  return { kind: 'changed', savedByName: String(savedByName), savedAt: String(savedAt), revision: Number(revision) }
}
