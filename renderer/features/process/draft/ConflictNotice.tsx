import { Alert, Button } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { formatTime } from '../../../ui/format'
import { useWords } from '../../../ui/words'
import classes from '../Design.module.css'
import { processWords } from '../words'
import type { DraftKeeper } from './draftKeeper'
import { useSaving } from './SavingState'

type Props = {
  keeper: DraftKeeper
  running: number | null
  onTakeTheirs: () => void
  onDownload: () => void
}

/** Two have drawn at once: whose it is and since when, and the three things that can be done. Nothing is lost by waiting. */
export function ConflictNotice({ keeper, running, onTakeTheirs, onDownload }: Props) {
  const t = useWords(processWords)
  const { conflict } = useSaving(keeper)
  if (!conflict) return null
  const isGone = conflict.kind === 'gone'
  return (
    <Alert
      className={classes.conflict ?? ''}
      color="warn"
      variant="light"
      role="alert"
      icon={<IconUsers size={18} aria-hidden />}
      title={isGone ? t.goneTitle : t.conflictTitle}
    >
      <p className={classes.conflictText}>
        {isGone ? t.goneText : t.conflictChanged({ by: conflict.savedByName, at: formatTime(conflict.savedAt) })}
      </p>
      <div className={classes.buttons}>
        <Button size="compact-sm" onClick={onTakeTheirs}>
          {isGone ? t.takeRunning : t.takeTheirs}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => void keeper.overwrite(running)}>
          {t.keepMine}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onDownload}>
          {t.downloadMine}
        </Button>
      </div>
    </Alert>
  )
}
