import type { ReactNode } from 'react'
import classes from './Block.module.css'

type Props = { icon: ReactNode; title: string; more?: readonly string[]; tone?: 'warn' | 'bad' }

/** A fact with a glyph and a quieter line or two under it. */
export function Hint({ icon, title, more = [], tone }: Props) {
  return (
    <div className={classes.hint} data-tone={tone}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <div>
        <p>{title}</p>
        {more.map((line) => (
          <small key={line}>{line}</small>
        ))}
      </div>
    </div>
  )
}
