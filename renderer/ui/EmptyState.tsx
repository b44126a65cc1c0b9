import type { ReactNode } from 'react'
import classes from './State.module.css'

type Props = {
  /** A Tabler icon at 28 px. */
  icon?: ReactNode
  title: string
  /** What would stand here and how it gets here. */
  hint?: string | undefined
  /** The first step, as a button. */
  children?: ReactNode
  isCompact?: boolean
}

export function EmptyState({ icon, title, hint, children, isCompact = false }: Props) {
  return (
    <div className={classes.state} data-compact={isCompact || undefined}>
      {icon && (
        <div className={classes.icon} aria-hidden>
          {icon}
        </div>
      )}
      <p className={classes.title}>{title}</p>
      {hint && <p className={classes.hint}>{hint}</p>}
      {children && <div className={classes.actions}>{children}</div>}
    </div>
  )
}
