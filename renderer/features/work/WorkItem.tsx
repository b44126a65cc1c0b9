import { VisuallyHidden } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Work.module.css'

type Props = {
  glyph: ReactNode
  title: string
  aside?: ReactNode
  more?: string
  isCurrent?: boolean
  /** What a press does, for those who do not see the column it stands in. */
  verb?: string | undefined
  keys?: string | undefined
  onOpen: () => void
  onClose?: { label: string; run: () => void } | undefined
}

/** One thing to do: a glyph, a name, a time, a quieter line. */
export function WorkItem({ glyph, title, aside, more, isCurrent = false, verb, keys, onOpen, onClose }: Props) {
  return (
    <li className={classes.item} data-current={isCurrent || undefined}>
      <button
        type="button"
        className={classes.open}
        aria-current={isCurrent || undefined}
        aria-keyshortcuts={keys}
        onClick={onOpen}
      >
        <span className={classes.glyph} aria-hidden>
          {glyph}
        </span>
        <span className={classes.title}>
          {verb && <VisuallyHidden>{`${verb}: `}</VisuallyHidden>}
          {title}
        </span>
        <span className={classes.aside}>{aside}</span>
        {more !== undefined && <span className={classes.more}>{more}</span>}
      </button>
      {onClose && (
        <button type="button" className={classes.close} aria-label={onClose.label} onClick={onClose.run}>
          <IconX size={14} aria-hidden />
        </button>
      )}
    </li>
  )
}
