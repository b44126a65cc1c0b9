import { Checkbox, MultiSelect, Select, Textarea, TextInput } from '@mantine/core'
import { memo } from 'react'
import { useWords } from '../../../ui/words'
import type { Bo } from '../drawing/types'
import { feelProblem } from './checkFeel'
import type { Field, Option } from './field'
import classes from './Properties.module.css'
import { usePause } from './usePause'
import { propertyWords } from './words'

type Props = {
  field: Field
  /** The element itself: under the same id may come another one. */
  owner: Bo
  isReadOnly: boolean
}

/** What has not changed is not drawn anew, for a drawing changes many times a second while something is dragged. */
const isSame = (a: Props, b: Props) =>
  a.owner === b.owner && a.isReadOnly === b.isReadOnly && JSON.stringify(a.field) === JSON.stringify(b.field)

/** One thing that can be said of an element: written into the drawing when the person pauses or goes on. */
export const FieldControl = memo(Control, isSame)

function Control({ field, isReadOnly }: Props) {
  const t = useWords(propertyWords)
  const [value, change, settle] = usePause(field.value, field.write, field.control === 'reference')
  const common = { label: t.fields[field.name], disabled: isReadOnly }
  const typed = { ...common, value, maxLength: 4_000, onBlur: settle }
  const options = useOptions(field.options ?? [])
  switch (field.control) {
    case 'fixed':
      return (
        <p className={classes.fixed}>
          {t.fields[field.name]} <code>{field.value}</code>
        </p>
      )
    case 'tick':
      return (
        <Checkbox
          {...common}
          size="sm"
          checked={field.value === 'true'}
          onChange={(event) => field.write(event.currentTarget.checked ? 'true' : '')}
        />
      )
    case 'choice':
      return (
        <Select
          {...common}
          data={options}
          value={field.value || null}
          placeholder={t.choose}
          clearable
          searchable={options.length > 7}
          onChange={(chosen) => field.write(chosen ?? '')}
        />
      )
    case 'many':
      return (
        <MultiSelect
          {...common}
          data={options}
          value={field.value.split(' ').filter(Boolean)}
          placeholder={field.value ? '' : t.choose}
          onChange={(chosen) => field.write(chosen.join(' '))}
        />
      )
    case 'feel':
      return <Feel field={field} common={typed} onType={change} />
    case 'long':
      return (
        <Textarea {...typed} autosize minRows={1} maxRows={8} onChange={(event) => change(event.currentTarget.value)} />
      )
    default:
      return <TextInput {...typed} onChange={(event) => change(event.currentTarget.value)} />
  }
}

type Typed = { label: string; disabled: boolean; value: string; onBlur: () => void }

function Feel({ field, common, onType }: { field: Field; common: Typed; onType: (value: string) => void }) {
  const t = useWords(propertyWords)
  const place = feelProblem(common.value)
  const examples: Readonly<Record<string, string>> = t.examples
  return (
    <Textarea
      {...common}
      autosize
      minRows={1}
      maxRows={8}
      spellCheck={false}
      classNames={{ input: classes.feel ?? '' }}
      placeholder={examples[field.name] ?? ''}
      error={place === null ? undefined : t.badFeel({ place })}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  )
}

function useOptions(options: readonly Option[]) {
  const choices: Readonly<Record<string, string>> = useWords(propertyWords).choices
  return options.map(({ value, label }) => ({ value, label: label ?? choices[value] ?? value }))
}
