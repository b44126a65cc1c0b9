import type { KeyboardEvent } from 'react'

/** Ctrl+Enter (⌘ on a Mac) anywhere in a form submits it. */
export function submitOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.stopPropagation()
  event.currentTarget.requestSubmit()
}
