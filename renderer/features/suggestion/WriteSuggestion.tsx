import { Alert, Button, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ProcessKey } from '#shared/contract/suggestion'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import classes from './Suggestion.module.css'
import { suggestionsMoved } from './suggestionCache'
import { suggestionWords } from './words'

type Props = { processKey: ProcessKey; elementId: string; elementName: string }

export function WriteSuggestion({ processKey, elementId, elementName }: Props) {
  const t = useWords(suggestionWords)
  const [text, setText, forget] = useDraft(`suggestion.${processKey}.${elementId}`, '')
  const [isChecked, setChecked] = useState(false)
  const [commandId, setCommandId] = useState(newCommandId)
  const isShort = text.trim().length < 5
  const sending = useMutation({
    mutationFn: () => server.suggest({ key: processKey, elementId, text: text.trim(), commandId }),
    onSuccess: () => {
      forget()
      setChecked(false)
      setCommandId(newCommandId())
      suggestionsMoved(processKey)
      notifications.show({ message: t.sent })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!isShort && !sending.isPending) sending.mutate()
  }
  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={submitOnCtrlEnter} noValidate aria-label={t.send}>
      <p className={classes.place}>{t.here({ element: elementName })}</p>
      <Textarea
        label={t.text}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={isChecked && isShort ? t.textShort : undefined}
      />
      {sending.error && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(sending.error, t.refusals)}
        </Alert>
      )}
      <div>
        <Button type="submit" size="compact-sm" loading={sending.isPending}>
          {t.send}
        </Button>
      </div>
    </form>
  )
}
