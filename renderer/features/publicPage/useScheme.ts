import { useEffect, useState } from 'react'
import { readKept, writeKept } from '../../ui/keep'

export type Scheme = 'light' | 'dark'
const KEY = 'okno.theme'

const preferred = (): Scheme => {
  const kept = readKept(KEY)
  if (kept === 'light' || kept === 'dark') return kept
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
const show = (scheme: Scheme) => document.documentElement.setAttribute('data-mantine-color-scheme', scheme)

/** Light or dark as the system has it, until the person chooses; kept under the key of the desktop's theme. */
export function useScheme(): [Scheme, () => void] {
  const [scheme, setScheme] = useState(preferred)
  useEffect(() => show(scheme), [scheme])
  return [
    scheme,
    () => {
      const other = scheme === 'light' ? 'dark' : 'light'
      writeKept(KEY, other)
      setScheme(other)
    },
  ]
}
