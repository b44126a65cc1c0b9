import { IconPaperclip, IconX } from '@tabler/icons-react'
import { type ReactNode, useRef, useState } from 'react'
import { refusalText } from '../api/refusalText'
import { uploadAsVisitor } from '../api/visitor'
import { useUploads } from '../features/chat/useUploads'
import { chatWords } from '../features/chat/words'
import { formatSize } from '../ui/format'
import { useWords } from '../ui/words'
import { FieldError } from './fields'
import classes from './Portal.module.css'
import type { Answers } from './useAnswers'
import { portalWords } from './words'

const MAX_FILES = 10
type Props = { answers: Answers; heading: ReactNode; back: ReactNode; onNext: () => void }

/** Photos and documents, sent as they are chosen. */
export function FilesStep({ answers: { draft, change, addFile }, heading, back, onNext }: Props) {
  const t = useWords(portalWords)
  const ct = useWords(chatWords)
  const [problem, setProblem] = useState<string>()
  const input = useRef<HTMLInputElement>(null)
  const { uploads, add, retry, cancel } = useUploads(uploadAsVisitor, addFile)
  const isWaiting = uploads.some((each) => each.problem === null)
  const choose = (files: readonly File[]) => {
    const room = MAX_FILES - draft.files.length - uploads.length
    setProblem(files.length > room ? t.files.tooMany : undefined)
    add(files.slice(0, Math.max(0, room)))
  }
  const next = () => (isWaiting ? setProblem(t.files.wait) : onNext())
  const hasFiles = draft.files.length > 0 || uploads.length > 0
  return (
    <section className={classes.screen}>
      {heading}
      <p className={classes.hint}>{t.files.hint}</p>
      {problem && <FieldError>{problem}</FieldError>}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t.files.add}
        onChange={(event) => {
          choose([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <div>
        <button type="button" className="second" onClick={() => input.current?.click()}>
          <IconPaperclip aria-hidden /> {t.files.add}
        </button>
      </div>
      {hasFiles && (
        <ul className={classes.files} aria-label={t.files.added} aria-live="polite">
          {draft.files.map((file) => (
            <FileRow
              key={file.id}
              text={`${file.name}, ${formatSize(file.sizeBytes)}`}
              removeLabel={ct.remove({ name: file.name })}
              onRemove={() => change({ files: draft.files.filter((each) => each.id !== file.id) })}
            />
          ))}
          {uploads.map(({ key, file, share, problem: failure }) => (
            <FileRow
              key={key}
              text={ct.uploading({ name: file.name, percent: Math.round(share * 100) })}
              failure={failure === null ? null : ct.uploadFailed({ name: file.name, why: refusalText(failure) })}
              retry={{ label: ct.tryAgain, run: () => retry(key) }}
              removeLabel={ct.remove({ name: file.name })}
              onRemove={() => cancel(key)}
            />
          ))}
        </ul>
      )}
      <div className={classes.buttons}>
        <button type="button" className="primary" onClick={next}>
          {hasFiles ? t.next : t.skip}
        </button>
        {back}
      </div>
    </section>
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
