import { Button, Radio } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { SaidOutcome } from '#shared/contract/outcomeForm'
import { readOutcome } from '#shared/rules/outcomeForm'
import { Kbd } from '../../ui/Kbd'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import type { FormProps } from './formProps'
import { OutcomeFields } from './OutcomeFields'
import classes from './Task.module.css'
import { useFormTitle, useSaid } from './useFormTitle'
import { taskWords } from './words'

/** A step done by choosing how it ended and saying what must be said about that; the step itself describes the form. */
export function ChooseForm({ task, completion }: FormProps) {
  const t = useWords(taskWords)
  const say = useSaid()
  const titleOf = useFormTitle()
  const form = task.outcomes
  const only = form?.outcomes.length === 1 ? form.outcomes[0]?.code : undefined
  const [said, setSaid, forget] = useDraft<SaidOutcome>(`task.${task.id}`, { outcome: only ?? '', values: {} })
  const [isChecked, setChecked] = useState(false)
  if (!form) return null
  const chosen = form.outcomes.find(({ code }) => code === said.outcome)
  const read = readOutcome(form, said)
  const problems = isChecked && 'problems' in read ? read.problems : {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if ('values' in read) completion.complete({ form: 'outcome', outcome: said.outcome, values: read.values }, forget)
  }
  const choose = (outcome: string) => {
    setChecked(false)
    setSaid({ ...said, outcome })
  }
  return (
    <form
      className={classes.form}
      onSubmit={submit}
      onKeyDown={submitOnCtrlEnter}
      noValidate
      aria-label={titleOf(task)}
    >
      {form.outcomes.length > 1 && (
        <Radio.Group
          label={t.outcome}
          value={said.outcome}
          onChange={choose}
          error={problems.outcome ? t.outcomeMissing : undefined}
        >
          {form.outcomes.map(({ code, label }) => (
            <Radio key={code} value={code} label={say(label)} mt={6} />
          ))}
        </Radio.Group>
      )}
      {chosen && (
        <OutcomeFields
          fields={chosen.fields}
          values={said.values}
          problems={problems}
          onChange={(name, value) => setSaid({ ...said, values: { ...said.values, [name]: value } })}
        />
      )}
      <div className={classes.buttons}>
        <Button type="submit" loading={completion.completing.isPending} rightSection={<Kbd>Ctrl ⏎</Kbd>}>
          {chosen ? say(chosen.label) : t.submit.outcome}
        </Button>
      </div>
    </form>
  )
}
