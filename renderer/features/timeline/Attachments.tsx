import { notifications } from '@mantine/notifications'
import { IconPaperclip } from '@tabler/icons-react'
import type { Attachment } from '#shared/contract/interaction'
import { refusalText } from '../../api/refusalText'
import { saveAttachment } from '../../api/upload'
import { formatSize } from '../../ui/format'
import { useWords } from '../../ui/words'
import classes from './EntryBody.module.css'
import { timelineWords } from './words'

/** Files of a message, each saved under its own name by a click. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const t = useWords(timelineWords)
  const files = attachments.filter((file) => !file.isInline)
  if (files.length === 0) return null
  const save = (file: Attachment) =>
    saveAttachment(file).catch((error: unknown) => notifications.show({ color: 'bad', message: refusalText(error) }))
  return (
    <div className={classes.files}>
      {files.map((file) => (
        <button
          key={file.id}
          type="button"
          className={classes.file}
          aria-label={t.save({ name: file.name })}
          onClick={() => void save(file)}
        >
          <IconPaperclip size={14} aria-hidden />
          <span className={classes.name}>{file.name}</span>
          <span className={classes.size}>{formatSize(file.sizeBytes)}</span>
        </button>
      ))}
    </div>
  )
}
