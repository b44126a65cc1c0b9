import { Button, Checkbox, Textarea } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { ConsumerId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { uploadFile } from '../../api/upload'
import { Kbd } from '../../ui/Kbd'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import type { SetDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import { useUploads } from '../chat/useUploads'
import { checkDraft } from './checkDraft'
import { AttachButton, FileChips } from './FileChips'
import classes from './MailComposer.module.css'
import { Addressee, AnsweredMail } from './MailFields'
import { replyTaken, useReplyWanted } from './replyIntent'
import { useDropZone } from './useDropZone'
import { type Draft, useSending } from './useSending'
import { mailWords } from './words'

type Props = {
  consumerId: ConsumerId
  answered: Interaction | null
  draft: readonly [value: Draft, set: SetDraft<Draft>, forget: () => void]
  onDone: () => void
  /** Changes between the answer and a new mail. */
  onOther?: () => void
}

export function MailForm({ consumerId, answered, draft: [draft, setDraft, forget], onDone, onOther }: Props) {
  const t = useWords(mailWords)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const uploading = useUploads(uploadFile, (file) =>
    setDraft((before) => ({ ...before, files: [...before.files, file] })),
  )
  const drop = useDropZone(uploading.add)
  const field = useFocusWhenAsked(answered)
  const [isAsked, setAsked] = useState(false)
  const problems = isAsked ? checkDraft(draft, answered !== null) : {}
  const isWaiting = uploading.uploads.some((each) => each.problem === null)
  const sending = useSending(() => {
    forget()
    setAsked(false)
    onDone()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (sending.isPending || isWaiting || Object.keys(checkDraft(draft, answered !== null)).length > 0) return
    sending.mutate({ consumerId, answersId: answered?.id ?? null, draft })
  }
  return (
    <form
      className={classes.form}
      aria-label={t.compose}
      noValidate
      data-dropping={drop.isOver || undefined}
      onSubmit={submit}
      onKeyDown={submitOnCtrlEnter}
      {...drop.handlers}
    >
      {answered ? (
        <AnsweredMail answered={answered} />
      ) : (
        <Addressee consumerId={consumerId} draft={draft} change={change} problems={problems} />
      )}
      <Textarea
        ref={field}
        aria-label={t.text}
        placeholder={answered ? t.textHint : t.newTextHint}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={100_000}
        value={draft.text}
        error={problems.text && t[problems.text]}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <FileChips
        files={draft.files}
        {...uploading}
        onRemove={(id) => change({ files: draft.files.filter((f) => f.id !== id) })}
      />
      {drop.isOver && <p className={classes.dropHere}>{t.dropHere}</p>}
      <div className={classes.bar}>
        <AttachButton onFiles={uploading.add} />
        {onOther && (
          <button type="button" className={classes.other} onClick={onOther}>
            {answered ? t.writeNew : t.backToReply}
          </button>
        )}
        <span className={classes.kept} role={isWaiting ? 'status' : undefined}>
          {isWaiting ? t.waitForFiles : draft.text && t.draftKept}
        </span>
        {answered && answered.state !== 'ended' && (
          <Checkbox
            size="xs"
            label={t.keepsOpen}
            title={t.keepsOpenHint}
            checked={draft.keepsOpen}
            onChange={(event) => change({ keepsOpen: event.currentTarget.checked })}
          />
        )}
        <Button type="submit" loading={sending.isPending} rightSection={<Kbd>Ctrl ⏎</Kbd>}>
          {t.send}
        </Button>
      </div>
    </form>
  )
}

/** «Ответить» was pressed in the mail: the person goes on by typing. */
function useFocusWhenAsked(answered: Interaction | null) {
  const field = useRef<HTMLTextAreaElement>(null)
  const isWanted = useReplyWanted(answered?.id)
  useEffect(() => {
    if (!isWanted) return
    field.current?.focus()
    replyTaken()
  }, [isWanted])
  return field
}
