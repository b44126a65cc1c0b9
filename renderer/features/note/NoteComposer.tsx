import { Button, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef } from 'react'
import type { CommandId } from '#shared/contract/contract'
import type { ConsumerId } from '#shared/contract/ids'
import { refusalText } from '../../api/refusalText'
import { sendOrQueue } from '../../api/sendOrQueue'
import { newCommandId } from '../../api/server'
import { Kbd } from '../../ui/Kbd'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import classes from './NoteComposer.module.css'
import { noteWords } from './words'

type Props = { consumerId: ConsumerId; onDone: () => void }

/** A note on the consumer. A note that did not arrive is sent again under the same command, so it is never doubled. */
export function NoteComposer({ consumerId, onDone }: Props) {
  const t = useWords(noteWords)
  const [text, setText, forget] = useDraft(`note.${consumerId}`, '')
  const intention = useRef<{ text: string; commandId: CommandId } | null>(null)
  const saving = useMutation({
    mutationFn: (input: { text: string; commandId: CommandId }) => sendOrQueue('addNote', { consumerId, ...input }),
    retry: false,
    onSuccess: (sent) => {
      intention.current = null
      forget()
      if (sent.isQueued) notifications.show({ message: t.queued })
      onDone()
    },
    onError: (error) => notifications.show({ color: 'bad', message: refusalText(error) }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const trimmed = text.trim()
    if (!trimmed || saving.isPending) return
    if (intention.current?.text !== trimmed) intention.current = { text: trimmed, commandId: newCommandId() }
    saving.mutate(intention.current)
  }
  return (
    <form onSubmit={submit} onKeyDown={submitOnCtrlEnter} className={classes.form}>
      <Textarea
        aria-label={t.note}
        placeholder={t.placeholder}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.bar}>
        <span className={classes.kept}>{text && t.draftKept}</span>
        <Button type="submit" loading={saving.isPending} disabled={!text.trim()} rightSection={<Kbd>Ctrl ⏎</Kbd>}>
          {t.save}
        </Button>
      </div>
    </form>
  )
}
