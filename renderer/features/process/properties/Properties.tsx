import { IconClick } from '@tabler/icons-react'
import { EmptyState } from '../../../ui/EmptyState'
import { currentLanguage, useWords } from '../../../ui/words'
import type { Drawing } from '../drawing/drawing'
import { translate } from '../drawing/translate'
import type { Bo, Shape } from '../drawing/types'
import { useDrawingState } from '../useDrawingState'
import { describe } from './describe'
import { FieldControl } from './FieldControl'
import type { Field, Offered } from './field'
import classes from './Properties.module.css'
import { typeName } from './typeName'
import { propertyWords } from './words'

type Props = { drawing: Drawing; offered: Offered; isReadOnly?: boolean }

/** What can be said of the chosen element, in our own words; of the process when none is chosen. */
export function Properties({ drawing, offered, isReadOnly = false }: Props) {
  const t = useWords(propertyWords)
  const { selected } = useDrawingState(drawing)
  if (drawing.get('selection').get().length > 1)
    return <EmptyState isCompact icon={<IconClick size={26} stroke={1.5} />} title={t.several} hint={t.severalHint} />
  const groups = describe(drawing, selected, offered)
  const element = selected?.id ?? ''
  const owner = (selected ?? drawing.get('canvas').getRootElement()).businessObject
  return (
    <form className={classes.form} onSubmit={(event) => event.preventDefault()}>
      <h2 className={classes.kind}>{selected ? kindOf(selected) : t.process}</h2>
      {groups.map((group) => (
        <fieldset key={`${element}.${group.name}`} className={classes.group}>
          <legend>{t.groups[group.name]}</legend>
          {group.fields.map((field) => (
            <Described
              key={`${element}.${field.name}`}
              field={field}
              owner={owner}
              offered={offered}
              isReadOnly={isReadOnly}
            />
          ))}
        </fieldset>
      ))}
    </form>
  )
}

const kindOf = (shape: Shape) => translate(typeName(shape.businessObject))

type DescribedProps = { field: Field; owner: Bo; offered: Offered; isReadOnly: boolean }

/** A piece of work says what it needs and what it gives; a name that is not on offer says so. */
function Described({ field, owner, offered, isReadOnly }: DescribedProps) {
  const t = useWords(propertyWords)
  if (field.name !== 'binding' || !field.value)
    return <FieldControl field={field} owner={owner} isReadOnly={isReadOnly} />
  const language = currentLanguage()
  const binding = offered.bindings.find(({ name }) => name === field.value)
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).join(', ')
  return (
    <>
      <FieldControl field={field} owner={owner} isReadOnly={isReadOnly} />
      <div className={classes.about}>
        {binding ? binding.about[language] : t.notOffered}
        {binding && binding.needs.length > 0 && <small>{t.needs({ names: names(binding.needs) })}</small>}
        {binding && binding.gives.length > 0 && <small>{t.gives({ names: names(binding.gives) })}</small>}
      </div>
    </>
  )
}
