import { IconForms } from '@tabler/icons-react'
import { TaskFormKind } from '#shared/contract/task'
import { EmptyState } from '../../../ui/EmptyState'
import { useWords } from '../../../ui/words'
import { keyOf } from '../drawing/blank'
import type { Drawing } from '../drawing/drawing'
import classes from '../enclosed/Enclosed.module.css'
import { EnclosureList } from '../enclosed/EnclosureList'
import { enclose, formsIn, freeId } from '../enclosed/enclosed'
import { NewEnclosure } from '../enclosed/NewEnclosure'
import { useDrawingState } from '../useDrawingState'
import { formsWords } from './words'

type Props = { drawing: Drawing; hasOwnWork: boolean; isReadOnly: boolean; onEdit: (id: string) => void }
const EMPTY = JSON.stringify({ type: 'default', components: [] })

/** The forms that the drawing carries: each with the steps that are done with it. */
export function FormList({ drawing, hasOwnWork, isReadOnly, onEdit }: Props) {
  const t = useWords(formsWords)
  // looks again after every change
  useDrawingState(drawing)
  const forms = formsIn(drawing.definitions())
  const icon = <IconForms size={28} stroke={1.5} />
  if (hasOwnWork && forms.length === 0)
    return <EmptyState isCompact icon={icon} title={t.ownWork} hint={t.ownWorkHint} />
  const add = (name: string) => {
    const id = freeId(keyOf(name) || 'form', [...forms.map((form) => form.id), ...TaskFormKind.options])
    enclose(drawing, 'form', { id, name, text: EMPTY })
    onEdit(id)
  }
  return (
    <div className={classes.list}>
      {forms.length === 0 && <EmptyState isCompact icon={icon} title={t.none} hint={t.noneHint} />}
      <EnclosureList drawing={drawing} kind="form" items={forms} words={t} isReadOnly={isReadOnly} onEdit={onEdit} />
      {!isReadOnly && <NewEnclosure words={t} onMade={add} />}
    </div>
  )
}
