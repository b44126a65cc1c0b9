import { Checkbox, Textarea, TextInput } from '@mantine/core'
import type { OutcomeField, SaidOutcome } from '#shared/contract/outcomeForm'
import type { OutcomeProblem } from '#shared/rules/outcomeForm'
import { useWords } from '../../ui/words'
import { useSaid } from './useFormTitle'
import { taskWords } from './words'

type Values = SaidOutcome['values']
type Props = {
  fields: readonly OutcomeField[]
  values: Values
  problems: Readonly<Record<string, OutcomeProblem>>
  onChange: (name: string, value: Values[string]) => void
}

/** The fields of the chosen outcome, each by its kind. */
export function OutcomeFields({ fields, values, problems, onChange }: Props) {
  return fields.map((field) => (
    <Field
      key={field.name}
      field={field}
      value={values[field.name]}
      problem={problems[field.name]}
      onChange={(value) => onChange(field.name, value)}
    />
  ))
}

type FieldProps = {
  field: OutcomeField
  value: Values[string] | undefined
  problem: OutcomeProblem | undefined
  onChange: (value: Values[string]) => void
}

function Field({ field, value, problem, onChange }: FieldProps) {
  const t = useWords(taskWords)
  const say = useSaid()
  const label = field.isRequired ? say(field.label) : t.optional({ label: say(field.label) })
  const error = problem ? t.problems[problem] : undefined
  if (field.kind === 'choices')
    return (
      <Checkbox.Group label={label} error={error} value={Array.isArray(value) ? value : []} onChange={onChange}>
        {field.options.map((option) => (
          <Checkbox key={option.value} value={option.value} label={say(option.label)} mt={6} />
        ))}
      </Checkbox.Group>
    )
  const text = typeof value === 'string' ? value : ''
  if (field.kind === 'text')
    return (
      <Textarea
        label={label}
        error={error}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={10_000}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  return (
    <TextInput
      label={label}
      error={error}
      type={field.kind === 'day' ? 'date' : 'text'}
      maxLength={300}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
