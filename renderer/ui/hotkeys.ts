import { useEffect, useRef } from 'react'
import { create } from 'zustand'

/** Something a person can do here and now: stands in the palette (Ctrl+K) and, with keys, in the list of keys (?). */
export type Action = {
  id: string
  label: string
  /** `mod+k`, `alt+1`, `f2`, `j`, `mod+enter`, `?`; `mod` is Ctrl, or ⌘ on a Mac. */
  keys: string | undefined
  run: () => void
  isInPalette: boolean
}

type Options = {
  /** An action that cannot be done now is not offered. */
  isEnabled?: boolean
  /** Single letters never act while somebody types; combinations and F keys do. */
  isInPalette?: boolean
}

/** The actions on offer, in the order in which they came. */
export const useActions = create<{ actions: readonly Action[] }>(() => ({ actions: [] }))

let lastId = 0

/** Offers an action while the component stands; the newest owner of a key wins. */
export function useHotkey(keys: string | undefined, label: string, run: () => void, options: Options = {}) {
  const { isEnabled = true, isInPalette = true } = options
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    if (!isEnabled) return
    lastId += 1
    const action = { id: `action-${lastId}`, label, keys, run: () => latest.current(), isInPalette }
    useActions.setState(({ actions }) => ({ actions: [...actions, action] }))
    return () => useActions.setState(({ actions }) => ({ actions: actions.filter((a) => a.id !== action.id) }))
  }, [keys, label, isEnabled, isInPalette])
}

/** An action that has a name but no key: found by Ctrl+K. */
export const useAction = (label: string, run: () => void, options?: Options) =>
  useHotkey(undefined, label, run, options)

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Letters go by the place of the key, so that they work in the Russian layout too. */
export function pressMatches(keys: string, press: Press): boolean {
  const parts = keys.toLowerCase().split('+')
  const key = parts.at(-1) ?? ''
  const wantsMod = parts.includes('mod')
  if (wantsMod !== (press.ctrlKey || press.metaKey) || parts.includes('alt') !== press.altKey) return false
  if (key === '?') return press.key === '?'
  if (parts.includes('shift') !== press.shiftKey) return false
  if (/^[a-z]$/.test(key)) return press.code === `Key${key.toUpperCase()}`
  if (/^\d$/.test(key)) return press.code === `Digit${key}` || press.code === `Numpad${key}`
  if (key === '.') return press.code === 'Period' || press.key === '.'
  return press.key.toLowerCase() === key
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))

const isPlain = (keys: string) => /^(\?|\w)$/.test(keys)

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return
  const action = useActions
    .getState()
    .actions.findLast(
      (a) => a.keys !== undefined && pressMatches(a.keys, event) && !(isPlain(a.keys) && isTyping(event.target)),
    )
  if (!action) return
  event.preventDefault()
  action.run()
}

/** Called once by a page. */
export function listenToKeys(): () => void {
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

const NAMES: Record<string, string> = { enter: '⏎', escape: 'Esc', alt: 'Alt', shift: 'Shift', '?': '?' }

/** `mod+enter` → `Ctrl ⏎` */
export const showKeys = (keys: string): string =>
  keys
    .split('+')
    .map((part) => (part === 'mod' ? 'Ctrl' : (NAMES[part] ?? part.toUpperCase())))
    .join(' ')
