import { Button, FileInput, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { MailTo, type SentOutMail } from '#shared/contract/mail'
import { refusalText } from '../api/refusalText'
import { newCommandId, server } from '../api/server'
import { base64Of } from '../api/upload'
import { Kbd } from '../ui/Kbd'
import { submitOnCtrlEnter } from '../ui/submitOnCtrlEnter'
import { useDraft } from '../ui/useDraft'
import { useWords } from '../ui/words'
import classes from './Mailbox.module.css'
import { mailboxWords } from './words'

type Props = { companyAddress: string; answered: SentOutMail | null; onNew: () => void }
type Written = { from: string; name: string; subject: string; text: string }

/** A mail to the company by any person, over its real SMTP port. */
export function WriteForm({ companyAddress, answered, onNew }: Props) {
  const t = useWords(mailboxWords)
  const initial: Written = {
    from: answered?.to[0] ?? '',
    name: '',
    subject: answered ? `Re: ${answered.subject.replace(/^(?:re:\s*)+/i, '')}` : '',
    text: '',
  }
  const [written, setWritten, forget] = useDraft(`mailbox.${answered?.id ?? 'new'}`, initial)
  const [files, setFiles] = useState<File[]>([])
  const [isAsked, setAsked] = useState(false)
  const isAddressWrong = !MailTo.safeParse(written.from).success
  const isTextMissing = !written.text.trim()
  const sending = useMutation({
    mutationFn: () => send(written, files, answered),
    retry: false,
    onSuccess: () => {
      forget()
      setFiles([])
      setAsked(false)
      notifications.show({ message: t.done })
      onNew()
    },
    onError: (error) => notifications.show({ color: 'bad', message: refusalText(error, t.refusals) }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!isAddressWrong && !isTextMissing && !sending.isPending) sending.mutate()
  }
  const field = (name: keyof Written) => ({
    value: written[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setWritten({ ...written, [name]: event.currentTarget.value }),
  })
  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={submitOnCtrlEnter} noValidate>
      <p className={classes.hint}>
        {answered ? t.answering({ subject: answered.subject || t.noSubject }) : t.writeTo({ address: companyAddress })}
      </p>
      {answered && (
        <Button variant="subtle" size="compact-sm" onClick={onNew}>
          {t.cancelAnswer}
        </Button>
      )}
      <TextInput
        label={t.address}
        type="email"
        error={isAsked && isAddressWrong && t.addressWrong}
        {...field('from')}
      />
      <TextInput label={t.name} maxLength={100} {...field('name')} />
      <TextInput label={t.subject} maxLength={300} {...field('subject')} />
      <Textarea
        label={t.text}
        autosize
        minRows={6}
        maxRows={16}
        error={isAsked && isTextMissing && t.textNeeded}
        {...field('text')}
      />
      <FileInput label={t.attach} multiple value={files} onChange={setFiles} clearable />
      <Button type="submit" loading={sending.isPending} rightSection={<Kbd>Ctrl ⏎</Kbd>}>
        {t.send}
      </Button>
    </form>
  )
}

async function send(written: Written, files: readonly File[], answered: SentOutMail | null) {
  const encoded = []
  for (const file of files) {
    const mediaType = file.type || 'application/octet-stream'
    encoded.push({ name: file.name, mediaType, base64: await base64Of(file) })
  }
  return server.writeFromOutside({
    ...written,
    answersId: answered?.id ?? null,
    files: encoded,
    commandId: newCommandId(),
  })
}
