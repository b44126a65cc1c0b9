import { Alert, Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { CommandId } from '#shared/contract/contract'
import type { Suggestion } from '#shared/contract/suggestion'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import classes from './Suggestion.module.css'
import { suggestionsMoved } from './suggestionCache'
import { suggestionWords } from './words'

/** Yes or no, never without a reason. */
export function DecideSuggestion({ suggestion, onClose }: { suggestion: Suggestion; onClose: () => void }) {
  const t = useWords(suggestionWords)
  const [reason, setReason, forget] = useDraft(`decideSuggestion.${suggestion.id}`, '')
  const [isChecked, setChecked] = useState(false)
  const isShort = reason.trim().length < 5
  const deciding = useMutation({
    mutationFn: ({ isAccepted, commandId }: { isAccepted: boolean; commandId: CommandId }) =>
      server.decideSuggestion({
        suggestionId: suggestion.id,
        isAccepted,
        reason: reason.trim(),
        commandId,
      }),
    onSuccess: () => {
      forget()
      suggestionsMoved(suggestion.key)
    },
  })
  const decide = (isAccepted: boolean) => {
    setChecked(true)
    if (!isShort && !deciding.isPending) deciding.mutate({ isAccepted, commandId: newCommandId() })
  }
  return (
    <div className={classes.form}>
      <Textarea
        label={t.reason}
        autosize
        minRows={2}
        maxLength={2_000}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={isChecked && isShort ? t.reasonShort : undefined}
      />
      {deciding.error && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(deciding.error, t.refusals)}
        </Alert>
      )}
      <div className={classes.actions}>
        <Button size="compact-sm" loading={deciding.isPending} onClick={() => decide(true)}>
          {t.accept}
        </Button>
        <Button size="compact-sm" color="bad" variant="light" onClick={() => decide(false)}>
          {t.reject}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onClose}>
          {t.cancel}
        </Button>
      </div>
    </div>
  )
}
