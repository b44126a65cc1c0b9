import { IconPaperclip, IconSend2, IconX } from '@tabler/icons-react'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { refusalText } from '../../api/refusalText'
import { formatSize } from '../../ui/format'
import { type SetDraft, useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import classes from './Composer.module.css'
import type { WrittenFile } from './thread'
import { type Upload, type UploadFile, useUploads } from './useUploads'
import { chatWords } from './words'

type Draft = { text: string; files: readonly WrittenFile[] }
const EMPTY: Draft = { text: '', files: [] }

type Props = {
  /** The place of the draft: each chat has its own. */
  draftKey: string
  onSend: (written: Draft) => void
  onTyping: (isFirstLetter: boolean) => void
  upload: UploadFile
  /** Words put into the text by a press, for those who answer all day. */
  phrases?: ReactNode | ((insert: (text: string) => void) => ReactNode)
  hint?: string
  autoFocus?: boolean
}

/** Text and files of a message. What is typed survives reload; Enter sends, Shift+Enter starts a line. */
export function Composer({ draftKey, onSend, onTyping, upload, phrases, hint, autoFocus = false }: Props) {
  const t = useWords(chatWords)
  const hintId = useId()
  const [draft, setDraft, forget] = useDraft<Draft>(draftKey, EMPTY)
  const { uploads, add, retry, cancel } = useUploads(upload, (attachment) => {
    setDraft((before) => ({ ...before, files: [...before.files, attachment] }))
  })
  const [isLater, setLater] = useState(false)
  const field = useGrowingField(draft.text)
  const isEmpty = !draft.text.trim() && draft.files.length === 0
  const isWaiting = uploads.some((each) => each.problem === null)

  const send = () => {
    if (isWaiting) return setLater(true)
    setLater(false)
    if (isEmpty) return
    onSend({ text: draft.text.trim(), files: draft.files })
    forget()
    field.current?.focus()
  }
  // Enter came while a file was on its way: the message goes with it, and stays when it could not be sent
  useEffect(() => {
    if (!isLater || isWaiting) return
    if (uploads.length > 0) setLater(false)
    else send()
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    add(event.clipboardData.files)
  }
  const insert = (text: string) => {
    setDraft((before) => ({ ...before, text: before.text ? `${before.text}\n${text}` : text }))
    field.current?.focus()
  }

  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Files draft={draft} setDraft={setDraft} uploads={uploads} retry={retry} cancel={cancel} />
      <div className={classes.row}>
        <AttachButton onFiles={add} />
        <textarea
          ref={field}
          className={classes.field}
          rows={1}
          value={draft.text}
          maxLength={4000}
          aria-label={t.message}
          aria-describedby={hint ? hintId : undefined}
          placeholder={t.messageHint}
          // biome-ignore lint/a11y/noAutofocus: only where the person has asked for this chat
          autoFocus={autoFocus}
          onChange={(event) => {
            const text = event.currentTarget.value
            setDraft((before) => ({ ...before, text }))
            onTyping(draft.text === '')
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <button
          type="submit"
          className={classes.send}
          aria-disabled={isEmpty && !isWaiting}
          aria-label={t.send}
          title={t.send}
        >
          <IconSend2 size="1.4em" aria-hidden />
        </button>
      </div>
      <p role="status" className={classes.hint}>
        {isLater ? t.sendsAfterUpload : ''}
      </p>
      {(hint || phrases) && (
        <div className={classes.foot}>
          {typeof phrases === 'function' ? phrases(insert) : phrases}
          {hint && (
            <span id={hintId} className={classes.hint}>
              {hint}
            </span>
          )}
        </div>
      )}
    </form>
  )
}

function AttachButton({ onFiles }: { onFiles: (files: Iterable<File>) => void }) {
  const t = useWords(chatWords)
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        className={classes.attach}
        aria-label={t.attach}
        title={t.attach}
        onClick={() => input.current?.click()}
      >
        <IconPaperclip size="1.4em" aria-hidden />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t.attach}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}

type FilesProps = {
  draft: Draft
  setDraft: SetDraft<Draft>
  uploads: readonly Upload[]
  retry: (key: string) => void
  cancel: (key: string) => void
}

function Files({ draft, setDraft, uploads, retry, cancel }: FilesProps) {
  const t = useWords(chatWords)
  if (draft.files.length === 0 && uploads.length === 0) return null
  return (
    <ul className={classes.files}>
      {draft.files.map((file) => (
        <li key={file.id}>
          <span className={classes.name}>{file.name}</span>
          <span className={classes.size}>{formatSize(file.sizeBytes)}</span>
          <RemoveButton
            name={file.name}
            onPress={() => setDraft((before) => ({ ...before, files: before.files.filter((f) => f.id !== file.id) }))}
          />
        </li>
      ))}
      {uploads.map(({ key, file, share, problem }) => (
        <li key={key} data-failed={problem !== null || undefined}>
          <span className={classes.name} role={problem === null ? undefined : 'alert'}>
            {problem === null
              ? t.uploading({ name: file.name, percent: Math.round(share * 100) })
              : t.uploadFailed({ name: file.name, why: refusalText(problem, t.refusals) })}
          </span>
          {problem !== null && (
            <button type="button" className={classes.again} onClick={() => retry(key)}>
              {t.tryAgain}
            </button>
          )}
          <RemoveButton name={file.name} onPress={() => cancel(key)} />
        </li>
      ))}
    </ul>
  )
}

function RemoveButton({ name, onPress }: { name: string; onPress: () => void }) {
  const t = useWords(chatWords)
  return (
    <button
      type="button"
      className={classes.remove}
      aria-label={t.remove({ name })}
      title={t.remove({ name })}
      onClick={onPress}
    >
      <IconX size="1em" aria-hidden />
    </button>
  )
}

const MAX_HEIGHT_PX = 180

/** A field as high as its text, up to a limit. */
function useGrowingField(text: string) {
  const field = useRef<HTMLTextAreaElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew with every change of the text
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${Math.min(element.scrollHeight + 2, MAX_HEIGHT_PX)}px`
  }, [text])
  return field
}
