import { Button, Select, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import type { TaskForm } from '#shared/contract/task'
import { formatPhone } from '../../ui/format'
import { Kbd } from '../../ui/Kbd'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import type { FormProps } from './formProps'
import classes from './Task.module.css'
import { taskWords } from './words'

const Result = z.enum(['reached', 'notReached', 'wrongNumber'])

/** A call back, telling a person, giving the answer by hand: what to say, where to, and what came of it. */
export function OutcomeForm({ task, completion }: FormProps) {
  const t = useWords(taskWords)
  const [form, setForm, forget] = useDraft(`task.${task.id}`, { result: '', note: '' })
  const [isChecked, setChecked] = useState(false)
  const result = Result.safeParse(form.result)
  const isCall = task.form === 'callback'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    const values = valuesOf(task.form, form.note.trim(), result.data)
    if (values) completion.complete(values, forget)
  }
  return (
    <form
      className={classes.form}
      onSubmit={submit}
      onKeyDown={submitOnCtrlEnter}
      noValidate
      aria-label={t.forms[task.form]}
    >
      {task.address && (
        <p className={classes.head}>
          {t.where} <b>{formatPhone(task.address)}</b>
        </p>
      )}
      {task.note && (
        <>
          <span className={classes.label}>{t.say}</span>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, and the keyboard must reach it */}
          <p className={classes.text} tabIndex={0}>
            {task.note}
          </p>
        </>
      )}
      {isCall && (
        <Select
          label={t.result}
          data={Result.options.map((value) => ({ value, label: t.results[value] }))}
          value={form.result || null}
          onChange={(value) => setForm({ ...form, result: value ?? '' })}
          error={isChecked && !result.success ? t.resultMissing : undefined}
        />
      )}
      <Textarea
        label={t.note}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2_000}
        value={form.note}
        onChange={(event) => setForm({ ...form, note: event.currentTarget.value })}
      />
      <div className={classes.buttons}>
        <Button type="submit" loading={completion.completing.isPending} rightSection={<Kbd>Ctrl ⏎</Kbd>}>
          {t.submit[isCall ? 'callback' : task.form === 'handOver' ? 'handOver' : 'contact']}
        </Button>
      </div>
    </form>
  )
}

function valuesOf(
  form: FormProps['task']['form'],
  note: string,
  result: z.infer<typeof Result> | undefined,
): TaskForm | null {
  if (form === 'handOver' || form === 'contact') return { form, note }
  return form === 'callback' && result ? { form, result, note } : null
}
