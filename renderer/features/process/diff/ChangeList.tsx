import { useWords } from '../../../ui/words'
import { translate } from '../drawing/translate'
import { propertyWords } from '../properties/words'
import type { Change, Field } from './compare'
import classes from './Diff.module.css'
import { diffWords } from './words'

/** Every change in words; each leads to its place in both drawings. */
export function ChangeList({ changes, onShow }: { changes: readonly Change[]; onShow: (id: string) => void }) {
  const t = useWords(diffWords)
  return (
    <ul className={classes.changes} aria-label={t.list}>
      {changes.map((change) => (
        <li key={`${change.kind}.${change.id}`}>
          <button
            type="button"
            className={classes.change}
            title={t.show({ element: nameOf(change) })}
            onClick={() => onShow(change.id)}
          >
            <span className={classes.kind} data-kind={change.kind}>
              {t.kinds[change.kind]}
            </span>
            <span className={classes.what}>
              {nameOf(change)}
              {change.fields.map((field) => (
                <FieldText key={field.name} field={field} />
              ))}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** `UserTask` → «Задача человека», as the menus say it. */
const kindOf = (type: string) => {
  const words = type.replace(/([a-z])([A-Z])/g, '$1 $2')
  return translate(words[0] + words.slice(1).toLowerCase())
}
const nameOf = ({ name, type }: Change) => (name ? `${kindOf(type)} «${name}»` : kindOf(type))

function FieldText({ field }: { field: Field }) {
  const t = useWords(diffWords)
  const properties: Readonly<Record<string, string>> = useWords(propertyWords).fields
  const own: Readonly<Record<string, string>> = t.fields
  const last = field.name.split('.').at(-1) ?? field.name
  const name = own[last] ?? properties[last] ?? last
  const isKind = field.name === 'type'
  const say = (value: string) => (value === '' ? t.empty : isKind ? kindOf(value) : `«${value}»`)
  return <small>{t.field({ name, before: say(field.before), after: say(field.after) })}</small>
}
