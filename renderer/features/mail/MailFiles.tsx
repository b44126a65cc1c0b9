import { Button, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload, IconEye, IconPaperclip } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Attachment } from '#shared/contract/interaction'
import { refusalText } from '../../api/refusalText'
import { attachmentUrl, saveAttachment } from '../../api/upload'
import { formatSize } from '../../ui/format'
import { useWords } from '../../ui/words'
import classes from './MailFiles.module.css'
import { mailWords } from './words'

/** Only kinds that a browser shows without running anything of them: a page or a drawing of a stranger would be one of ours. */
const isPicture = ({ mediaType }: Attachment) => /^image\/(?:png|jpe?g|gif|webp)$/.test(mediaType)
const isPdf = ({ mediaType }: Attachment) => mediaType === 'application/pdf'

export function MailFiles({ attachments }: { attachments: readonly Attachment[] }) {
  const t = useWords(mailWords)
  const [shown, setShown] = useState<Attachment | null>(null)
  const files = attachments.filter((file) => !file.isInline)
  if (files.length === 0) return null
  return (
    <>
      <ul className={classes.files} aria-label={t.files}>
        {files.map((file) => (
          <File key={file.id} file={file} onShow={() => setShown(file)} />
        ))}
      </ul>
      <Modal opened={shown !== null} onClose={() => setShown(null)} title={shown?.name} size="auto" centered>
        {shown && <Picture file={shown} />}
      </Modal>
    </>
  )
}

function File({ file, onShow }: { file: Attachment; onShow: () => void }) {
  const t = useWords(mailWords)
  const tell = (error: unknown) => notifications.show({ color: 'bad', message: refusalText(error) || t.fileFailed })
  const open = async () => {
    const url = await attachmentUrl(file)
    window.open(url, '_blank', 'noopener')
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  }
  return (
    <li className={classes.file}>
      <button
        type="button"
        className={classes.save}
        title={t.saveShort}
        onClick={() => void saveAttachment(file).catch(tell)}
      >
        <IconPaperclip size={14} aria-hidden />
        <span className={classes.forScreenReader}>{t.saveShort} </span>
        <span className={classes.name}>{file.name}</span>{' '}
        <span className={classes.size}>{formatSize(file.sizeBytes)}</span>
        <IconDownload size={14} aria-hidden />
      </button>
      {isPicture(file) && (
        <button type="button" className={classes.look} aria-label={t.preview({ name: file.name })} onClick={onShow}>
          <IconEye size={15} aria-hidden />
        </button>
      )}
      {isPdf(file) && (
        <button
          type="button"
          className={classes.look}
          aria-label={t.open({ name: file.name })}
          onClick={() => void open().catch(tell)}
        >
          <IconEye size={15} aria-hidden />
        </button>
      )}
    </li>
  )
}

function Picture({ file }: { file: Attachment }) {
  const t = useWords(mailWords)
  const [url, setUrl] = useState<string | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  useEffect(() => {
    let made: string | null = null
    let isGone = false
    attachmentUrl(file).then((fresh) => {
      made = fresh
      if (isGone) URL.revokeObjectURL(fresh)
      else setUrl(fresh)
    }, setProblem)
    return () => {
      isGone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [file])
  if (problem) return <p role="alert">{refusalText(problem)}</p>
  return (
    <div className={classes.shown}>
      {url && <img src={url} alt={file.name} className={classes.picture} />}
      <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => void saveAttachment(file)}>
        {t.saveShort}
      </Button>
    </div>
  )
}
