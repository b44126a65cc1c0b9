import { Button, Select, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { refusalText } from '../../api/refusalText'
import { ErrorState } from '../../ui/ErrorState'
import { Kbd } from '../../ui/Kbd'
import { Skeletons } from '../../ui/Skeletons'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import { ReadingFacts } from '../reading/ReadingFacts'
import { useReadingOfTask } from '../reading/readingCache'
import { readingWords } from '../reading/words'
import type { FormProps } from './formProps'
import classes from './Task.module.css'
import { taskWords } from './words'

const Decision = z.enum(['accept', 'ask', 'reject'])

/** The specialist sees what was given beside what is known, and decides; a rejection says why. */
export function CheckReadingForm({ task, completion }: FormProps) {
  const t = useWords(readingWords)
  const label = useWords(taskWords).forms.checkReading
  const { data, error, refetch } = useReadingOfTask(task.id)
  const [form, setForm, forget] = useDraft(`task.${task.id}`, { decision: '', remark: '' })
  const [isChecked, setChecked] = useState(false)
  const decision = Decision.safeParse(form.decision)
  const isRemarkMissing = decision.data === 'reject' && form.remark.trim().length < 5
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!decision.success || isRemarkMissing) return
    completion.complete({ form: 'checkReading', decision: decision.data, remark: form.remark.trim() }, forget)
  }
  if (error)
    return (
      <ErrorState
        isCompact
        title={t.check.failed}
        hint={refusalText(error, t.refusals)}
        onRetry={() => void refetch()}
      />
    )
  if (!data) return <Skeletons lines={4} />
  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={submitOnCtrlEnter} noValidate aria-label={label}>
      <ReadingFacts opened={data} />
      <Select
        label={t.check.decision}
        data={Decision.options.map((value) => ({ value, label: t.check.decisions[value] }))}
        value={form.decision || null}
        onChange={(value) => setForm({ ...form, decision: value ?? '' })}
        error={isChecked && !decision.success ? t.check.decisionMissing : undefined}
      />
      <Textarea
        label={t.check.remark}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2_000}
        value={form.remark}
        onChange={(event) => setForm({ ...form, remark: event.currentTarget.value })}
        error={isChecked && isRemarkMissing ? t.check.remarkMissing : undefined}
      />
      <div className={classes.buttons}>
        <Button type="submit" loading={completion.completing.isPending} rightSection={<Kbd>Ctrl ⏎</Kbd>}>
          {t.check.done}
        </Button>
      </div>
    </form>
  )
}
