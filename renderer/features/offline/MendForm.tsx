import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { useWords } from '../../ui/words'
import classes from './Offline.module.css'
import { offlineWords } from './words'

type Props = { said: string; onSend: (text: string) => void; onCancel: () => void }

/** The words of a refused record, to be put right and sent again. */
export function MendForm({ said, onSend, onCancel }: Props) {
  const t = useWords(offlineWords)
  const [text, setText] = useState(said)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim()) onSend(text.trim())
  }
  return (
    <form onSubmit={submit} onKeyDown={submitOnCtrlEnter} className={classes.form}>
      <Textarea
        label={t.mended}
        autosize
        minRows={2}
        maxRows={10}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus
      />
      <div className={classes.bar}>
        <Button size="compact-sm" type="submit" disabled={!text.trim()}>
          {t.sendAgain}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onCancel}>
          {t.cancel}
        </Button>
      </div>
    </form>
  )
}
