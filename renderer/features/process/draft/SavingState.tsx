import { useSyncExternalStore } from 'react'
import { formatTime } from '../../../ui/format'
import { useHotkey } from '../../../ui/hotkeys'
import { useWords } from '../../../ui/words'
import classes from '../Design.module.css'
import { processWords } from '../words'
import type { DraftKeeper, Saving } from './draftKeeper'

export const useSaving = (keeper: DraftKeeper): Saving => useSyncExternalStore(keeper.subscribe, keeper.saving)

/** Whether what is drawn is safe; Ctrl+S saves at once for those whose fingers do. */
export function SavingState({ keeper }: { keeper: DraftKeeper }) {
  const t = useWords(processWords)
  const { state, savedAt } = useSaving(keeper)
  useHotkey('mod+s', t.saveNow, () => void keeper.flush())
  const text = state === 'saved' ? t.saving.saved({ at: savedAt ? formatTime(savedAt) : '' }) : t.saving[state]
  return (
    <span className={classes.saving} data-state={state} role="status">
      {text}
    </span>
  )
}
