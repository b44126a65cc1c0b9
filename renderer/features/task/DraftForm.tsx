import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { AnswerText } from '#shared/contract/task'
import { Kbd } from '../../ui/Kbd'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import type { FormProps } from './formProps'
import classes from './Task.module.css'
import { taskWords } from './words'

/** The specialist writes the answer; a returned one is mended with the head's remark above it. */
export function DraftForm({ task, matter, completion }: FormProps) {
  const t = useWords(taskWords)
  const [text, setText, forget] = useDraft(`task.${task.id}`, matter?.answer ?? '')
  const [isChecked, setChecked] = useState(false)
  const answer = AnswerText.safeParse(text)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (answer.success) completion.complete({ form: 'draft', answer: answer.data }, forget)
  }
  return (
    <form
      className={classes.form}
      onSubmit={submit}
      onKeyDown={submitOnCtrlEnter}
      noValidate
      aria-label={t.forms.draft}
    >
      {task.note && <p className={classes.remark}>{t.remark({ text: task.note })}</p>}
      <Textarea
        label={t.answer}
        placeholder={t.answerPlaceholder}
        autosize
        minRows={8}
        maxRows={20}
        maxLength={50_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={isChecked && !answer.success ? t.answerShort : undefined}
      />
      <div className={classes.buttons}>
        <Button type="submit" loading={completion.completing.isPending} rightSection={<Kbd>Ctrl ⏎</Kbd>}>
          {t.submit.draft}
        </Button>
      </div>
    </form>
  )
}
