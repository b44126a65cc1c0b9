import type { ReactNode } from 'react'
import classes from './Block.module.css'

type Props = { title: string; aside?: ReactNode; children: ReactNode }

/** A titled part of the right column. */
export function Block({ title, aside, children }: Props) {
  return (
    <section className={classes.block} aria-label={title}>
      <h2 className={classes.title}>
        {title}
        {aside && <span className={classes.aside}>{aside}</span>}
      </h2>
      {children}
    </section>
  )
}
