import { ActionIcon, Tooltip } from '@mantine/core'
import { IconPaperclip, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import type { AttachmentId } from '#shared/contract/ids'
import type { Attachment } from '#shared/contract/interaction'
import { refusalText } from '../../api/refusalText'
import { formatSize } from '../../ui/format'
import { useWords } from '../../ui/words'
import type { Upload } from '../chat/useUploads'
import classes from './MailComposer.module.css'
import { mailWords } from './words'

type Props = {
  files: readonly Attachment[]
  uploads: readonly Upload[]
  retry: (key: string) => void
  cancel: (key: string) => void
  onRemove: (id: AttachmentId) => void
}

/** The files of a mail being written: those that are there, and those on their way with how much has gone. */
export function FileChips({ files, uploads, retry, cancel, onRemove }: Props) {
  const t = useWords(mailWords)
  if (files.length === 0 && uploads.length === 0) return null
  return (
    <ul className={classes.files} aria-label={t.files}>
      {files.map(({ id, name, sizeBytes }) => (
        <li key={id}>
          <span className={classes.name}>{name}</span>
          <span className={classes.size}>{formatSize(sizeBytes)}</span>
          <Remove name={name} onPress={() => onRemove(id)} />
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
            <button type="button" className={classes.other} onClick={() => retry(key)}>
              {t.again}
            </button>
          )}
          <Remove name={file.name} onPress={() => cancel(key)} />
        </li>
      ))}
    </ul>
  )
}

function Remove({ name, onPress }: { name: string; onPress: () => void }) {
  const t = useWords(mailWords)
  return (
    <ActionIcon size={24} aria-label={t.remove({ name })} onClick={onPress}>
      <IconX size={14} aria-hidden />
    </ActionIcon>
  )
}

export function AttachButton({ onFiles }: { onFiles: (files: Iterable<File>) => void }) {
  const t = useWords(mailWords)
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Tooltip label={t.attach}>
        <ActionIcon aria-label={t.attach} onClick={() => input.current?.click()}>
          <IconPaperclip size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
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
