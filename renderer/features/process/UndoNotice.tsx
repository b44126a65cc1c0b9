import { Button } from '@mantine/core'
import classes from './Design.module.css'

/** What has been done, and the way back. */
export function UndoNotice({ text, action, onUndo }: { text: string; action: string; onUndo: () => void }) {
  return (
    <div className={classes.notice}>
      {text}
      <Button variant="light" size="compact-sm" onClick={onUndo}>
        {action}
      </Button>
    </div>
  )
}
