import { Button, Select } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { AppealKind } from '#shared/contract/appeal'
import { TopicCode, UnitCode } from '#shared/contract/topic'
import { Kbd } from '../../ui/Kbd'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import { TopicPicker } from '../case/TopicPicker'
import { useNameOf, useTopics } from '../case/topics'
import { caseWords } from '../case/words'
import type { FormProps } from './formProps'
import classes from './Task.module.css'
import { taskWords } from './words'

/** Confirms or corrects what it is about; who answers is decided by the table of routes unless a unit is named. */
export function ClassifyForm({ task, matter, completion }: FormProps) {
  const t = useWords(taskWords)
  const c = useWords(caseWords)
  const nameOf = useNameOf()
  const { data } = useTopics()
  const initial = {
    topic: String(matter?.topic ?? ''),
    kind: matter?.kind ?? 'appeal',
    unit: '',
  }
  const [form, setForm, forget] = useDraft(`task.${task.id}`, initial)
  const [isChecked, setChecked] = useState(false)
  const topic = TopicCode.safeParse(form.topic)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!topic.success) return
    completion.complete(
      {
        form: 'classify',
        topic: topic.data,
        kind: AppealKind.parse(form.kind),
        unit: form.unit === '' ? null : UnitCode.parse(form.unit),
      },
      forget,
    )
  }
  const usual = data?.topics.find((one) => one.code === form.topic)?.unit
  const usualName = data?.units.find((unit) => unit.code === usual)
  const byRules = { value: '', label: t.byRules({ unit: usualName ? nameOf(usualName) : '…' }) }
  return (
    <form
      className={classes.form}
      onSubmit={submit}
      onKeyDown={submitOnCtrlEnter}
      noValidate
      aria-label={t.forms.classify}
    >
      <TopicPicker
        value={form.topic}
        onChange={(code) => setForm({ ...form, topic: code })}
        error={isChecked && !topic.success ? c.missing.topic : undefined}
      />
      <Select
        label={c.kind}
        allowDeselect={false}
        data={AppealKind.options.map((value) => ({ value, label: c.kinds[value] }))}
        value={form.kind}
        onChange={(kind) => setForm({ ...form, kind: AppealKind.parse(kind) })}
      />
      <Select
        key={data ? 'named' : 'unnamed'}
        label={c.unit}
        allowDeselect={false}
        data={[byRules, ...(data?.units ?? []).map((unit) => ({ value: unit.code, label: nameOf(unit) }))]}
        value={form.unit}
        onChange={(unit) => setForm({ ...form, unit: unit ?? form.unit })}
      />
      <div className={classes.buttons}>
        <Button type="submit" loading={completion.completing.isPending} rightSection={<Kbd>Ctrl ⏎</Kbd>}>
          {t.submit.classify}
        </Button>
      </div>
    </form>
  )
}
