import { IconPaperclip, IconX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { Attachment } from '#shared/contract/interaction'
import { refusalText } from '../api/refusalText'
import { uploadAsVisitor } from '../api/visitor'
import { useUploads } from '../features/chat/useUploads'
import { chatWords } from '../features/chat/words'
import { formatSize } from '../ui/format'
import { useWords } from '../ui/words'
import { FieldError } from './fields'
import classes from './Portal.module.css'
import { portalWords } from './words'

const MAX_FILES = 10
type Kept = { files: readonly Attachment[]; onAdd: (file: Attachment) => void; onRemove: (file: Attachment) => void }

/** Photos and documents, sent as they are chosen. `isWaiting`: one of them is still on its way. */
export function useFilePicker({ files, onAdd, onRemove }: Kept) {
  const t = useWords(portalWords)
  const [problem, setProblem] = useState<string>()
  const { uploads, add, retry, cancel } = useUploads(uploadAsVisitor, onAdd)
  const choose = (chosen: readonly File[]) => {
    const room = MAX_FILES - files.length - uploads.length
    setProblem(chosen.length > room ? t.files.tooMany : undefined)
    add(chosen.slice(0, Math.max(0, room)))
  }
  return {
    files,
    uploads,
    problem,
    choose,
    retry,
    cancel,
    onRemove,
    askToWait: () => setProblem(t.files.wait),
    isWaiting: uploads.some((each) => each.problem === null),
    hasFiles: files.length > 0 || uploads.length > 0,
  }
}

export function FilePicker({ picker }: { picker: ReturnType<typeof useFilePicker> }) {
  const t = useWords(portalWords)
  const ct = useWords(chatWords)
  const input = useRef<HTMLInputElement>(null)
  const { files, uploads, problem } = picker
  return (
    <>
      {problem && <FieldError>{problem}</FieldError>}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t.files.add}
        onChange={(event) => {
          picker.choose([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <div>
        <button type="button" className="second" onClick={() => input.current?.click()}>
          <IconPaperclip aria-hidden /> {t.files.add}
        </button>
      </div>
      {picker.hasFiles && (
        <ul className={classes.files} aria-label={t.files.added} aria-live="polite">
          {files.map((file) => (
            <FileRow
              key={file.id}
              text={`${file.name}, ${formatSize(file.sizeBytes)}`}
              removeLabel={ct.remove({ name: file.name })}
              onRemove={() => picker.onRemove(file)}
            />
          ))}
          {uploads.map(({ key, file, share, problem: failure }) => (
            <FileRow
              key={key}
              text={ct.uploading({ name: file.name, percent: Math.round(share * 100) })}
              failure={failure === null ? null : ct.uploadFailed({ name: file.name, why: refusalText(failure) })}
              retry={{ label: ct.tryAgain, run: () => picker.retry(key) }}
              removeLabel={ct.remove({ name: file.name })}
              onRemove={() => picker.cancel(key)}
            />
          ))}
        </ul>
      )}
    </>
  )
}

type RowProps = {
  text: string
  failure?: string | null
  retry?: { label: string; run: () => void }
  removeLabel: string
  onRemove: () => void
}

function FileRow({ text, failure = null, retry, removeLabel, onRemove }: RowProps) {
  return (
    <li>
      <span>{failure ? <FieldError>{failure}</FieldError> : text}</span>
      {failure && retry && (
        <button type="button" className="quiet" onClick={retry.run}>
          {retry.label}
        </button>
      )}
      <button type="button" className="quiet" aria-label={removeLabel} title={removeLabel} onClick={onRemove}>
        <IconX aria-hidden />
      </button>
    </li>
  )
}
