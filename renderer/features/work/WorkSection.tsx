import type { KeyboardEvent, ReactNode } from 'react'
import classes from './Work.module.css'

type Props = { title: string; aside?: ReactNode; children: ReactNode; empty?: ReactNode }

/** A titled list of the left column; J, K and the arrows walk through it. */
export function WorkSection({ title, aside, children, empty }: Props) {
  return (
    <section className={classes.section} aria-label={title}>
      <h2 className={classes.heading}>
        {title}
        {aside !== undefined && <span>{aside}</span>}
      </h2>
      {empty ?? (
        <ul className={classes.list} onKeyDown={walk}>
          {children}
        </ul>
      )}
    </section>
  )
}

function walk(event: KeyboardEvent<HTMLElement>) {
  if (event.ctrlKey || event.altKey || event.metaKey) return
  const by = { KeyJ: 1, ArrowDown: 1, KeyK: -1, ArrowUp: -1 }[event.code]
  if (!by) return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('li > button:first-child')]
  const at = document.activeElement instanceof HTMLElement ? buttons.indexOf(document.activeElement) : -1
  if (at < 0) return
  event.preventDefault()
  buttons[at + by]?.focus()
}
