import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { Kbd } from '../../ui/Kbd'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import type { FormProps } from './formProps'
import classes from './Task.module.css'
import { taskWords } from './words'

const Remark = z.string().trim().min(5).max(4_000)

/** The head approves what stands there, or returns it with a remark; a remark begun is never sent as an approval. */
export function ApproveForm({ task, matter, completion }: FormProps) {
  const t = useWords(taskWords)
  const [remark, setRemark, forget] = useDraft(`task.${task.id}`, '')
  const [isChecked, setChecked] = useState(false)
  const { isPending } = completion.completing
  const read = Remark.safeParse(remark)
  const sendBack = () => {
    setChecked(true)
    if (read.success) completion.complete({ form: 'return', remark: read.data }, forget)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (remark.trim()) sendBack()
    else completion.complete({ form: 'approve', decision: 'approve' }, forget)
  }
  return (
    <form
      className={classes.form}
      onSubmit={submit}
      onKeyDown={submitOnCtrlEnter}
      noValidate
      aria-label={t.forms.approve}
    >
      {task.note && <p className={classes.remark}>{task.note}</p>}
      <span className={classes.label}>{t.answer}</span>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long answer scrolls, and the keyboard must reach it */}
      <p className={classes.text} tabIndex={0}>
        {matter?.answer}
      </p>
      <Textarea
        label={t.returnRemark}
        placeholder={t.returnPlaceholder}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4_000}
        value={remark}
        onChange={(event) => setRemark(event.currentTarget.value)}
        error={isChecked && !read.success ? t.remarkShort : undefined}
      />
      <div className={classes.buttons}>
        <Button
          type="submit"
          loading={isPending && !remark.trim()}
          disabled={remark.trim() !== ''}
          rightSection={remark.trim() ? null : <Kbd>Ctrl ⏎</Kbd>}
        >
          {t.submit.approve}
        </Button>
        <Button
          variant="default"
          loading={isPending && remark.trim() !== ''}
          rightSection={remark.trim() ? <Kbd>Ctrl ⏎</Kbd> : null}
          onClick={sendBack}
        >
          {t.submit.return}
        </Button>
      </div>
    </form>
  )
}
