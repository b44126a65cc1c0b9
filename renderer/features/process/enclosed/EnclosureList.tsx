import { ActionIcon } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconTrash } from '@tabler/icons-react'
import { createElement } from 'react'
import type { Drawing } from '../drawing/drawing'
import { isA, textAt } from '../drawing/types'
import { UndoNotice } from '../UndoNotice'
import classes from './Enclosed.module.css'
import { type Enclosure, type EnclosureKind, enclose, takeOut } from './enclosed'

type Params<P extends string> = (params: Record<P, string>) => string
/** What is said of either kind. */
export type EnclosureWords = {
  title: string
  edit: Params<'name'>
  remove: Params<'name'>
  removed: Params<'name'>
  bringBack: string
  usedBy: Params<'names'>
  unused: string
}
type Props = {
  drawing: Drawing
  kind: EnclosureKind
  items: readonly Enclosure[]
  words: EnclosureWords
  isReadOnly: boolean
  onEdit: (id: string) => void
}

/** What a drawing carries of one kind, each with the steps that name it. */
export function EnclosureList({ items, words, ...rest }: Props) {
  return (
    <ul className={classes.items} aria-label={words.title}>
      {items.map((item) => (
        <Line key={item.id} item={item} words={words} {...rest} />
      ))}
    </ul>
  )
}

function Line({ item, drawing, kind, words, isReadOnly, onEdit }: Omit<Props, 'items'> & { item: Enclosure }) {
  const steps = stepsWith(drawing, kind, item.id)
  const remove = () => {
    takeOut(drawing, kind, item.id)
    const id = `removed.${kind}.${item.id}`
    const onUndo = () => {
      notifications.hide(id)
      enclose(drawing, kind, item)
    }
    const text = words.removed({ name: item.name })
    notifications.show({
      id,
      autoClose: 15_000,
      message: createElement(UndoNotice, { text, action: words.bringBack, onUndo }),
    })
  }
  return (
    <li>
      <button
        type="button"
        className={classes.line}
        title={words.edit({ name: item.name })}
        disabled={isReadOnly}
        onClick={() => onEdit(item.id)}
      >
        <b>{item.name}</b>
        <small>{steps.length > 0 ? words.usedBy({ names: steps.join(', ') }) : words.unused}</small>
      </button>
      <ActionIcon aria-label={words.remove({ name: item.name })} disabled={isReadOnly} onClick={remove}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </li>
  )
}

const NAMED_BY = {
  form: { type: 'UserTask', property: 'okno:form' },
  decisions: { type: 'BusinessRuleTask', property: 'okno:decision' },
} as const

/** What a person calls the steps that name it. */
function stepsWith(drawing: Drawing, kind: EnclosureKind, id: string): string[] {
  const { type, property } = NAMED_BY[kind]
  return drawing
    .get('elementRegistry')
    .getAll()
    .filter(({ businessObject: bo, labelTarget }) => !labelTarget && isA(bo, type) && textAt(bo, property) === id)
    .map(({ businessObject: bo }) => textAt(bo, 'name') || (bo.id ?? ''))
}
