import { Radio } from '@mantine/core'
import { IconTable } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyState } from '../../../ui/EmptyState'
import { useWords } from '../../../ui/words'
import { keyOf } from '../drawing/blank'
import type { Drawing } from '../drawing/drawing'
import classes from '../enclosed/Enclosed.module.css'
import { EnclosureList } from '../enclosed/EnclosureList'
import { enclose, enclosuresIn, freeId } from '../enclosed/enclosed'
import { NewEnclosure } from '../enclosed/NewEnclosure'
import { useDrawingState } from '../useDrawingState'
import { blankDecision, type DecisionKind } from './blankDecision'
import { decisionWords } from './words'

type Props = { drawing: Drawing; isReadOnly: boolean; onEdit: (id: string) => void }
const isKind = (text: string): text is DecisionKind => text === 'table' || text === 'literal'

/** The decisions that the drawing carries, each with the steps that ask it. */
export function DecisionList({ drawing, isReadOnly, onEdit }: Props) {
  const t = useWords(decisionWords)
  // looks again after every change
  useDrawingState(drawing)
  const [kind, setKind] = useState<DecisionKind>('table')
  const items = enclosuresIn(drawing.definitions(), 'decisions')
  const add = (name: string) => {
    const taken = items.map(({ id }) => id)
    const id = freeId(keyOf(name) || 'decision', taken)
    const text = blankDecision({ id, name, kind, labels: { input: t.input, output: t.output } })
    enclose(drawing, 'decisions', { id, name, text })
    onEdit(id)
  }
  return (
    <div className={classes.list}>
      {items.length === 0 && (
        <EmptyState isCompact icon={<IconTable size={28} stroke={1.5} />} title={t.none} hint={t.noneHint} />
      )}
      <EnclosureList
        drawing={drawing}
        kind="decisions"
        items={items}
        words={t}
        isReadOnly={isReadOnly}
        onEdit={onEdit}
      />
      {!isReadOnly && (
        <>
          <Radio.Group label={t.kind} value={kind} onChange={(next) => isKind(next) && setKind(next)}>
            <div className={classes.buttons}>
              <Radio size="sm" value="table" label={t.kinds.table} />
              <Radio size="sm" value="literal" label={t.kinds.literal} />
            </div>
          </Radio.Group>
          <NewEnclosure words={t} onMade={add} />
        </>
      )}
    </div>
  )
}
