import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import classes from './State.module.css'
import { uiWords } from './uiWords'
import { useWords } from './words'

type Props = {
  title?: string
  /** What happened, what was kept, what to do next. */
  hint?: string | undefined
  onRetry?: () => void
  retryLabel?: string
  isCompact?: boolean
}

export function ErrorState({ title, hint, onRetry, retryLabel, isCompact = false }: Props) {
  const t = useWords(uiWords)
  return (
    <div className={classes.state} data-compact={isCompact || undefined} role="alert">
      <div className={classes.bad} aria-hidden>
        <IconAlertTriangle size={28} stroke={1.5} />
      </div>
      <p className={classes.title}>{title ?? t.somethingFailed}</p>
      {hint && <p className={classes.hint}>{hint}</p>}
      {onRetry && (
        <div className={classes.actions}>
          <Button variant="default" onClick={onRetry}>
            {retryLabel ?? t.retry}
          </Button>
        </div>
      )}
    </div>
  )
}
