import { IconPaperclip } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { formatSize } from '../../ui/format'
import { useWords } from '../../ui/words'
import classes from './ChatThread.module.css'
import type { WrittenFile } from './thread'
import { chatWords } from './words'

/** Where the bytes come from: an address made for this page, to be revoked after use. */
export type FileSource = (file: Pick<WrittenFile, 'id'>) => Promise<string>

const SHOWN_LIMIT_BYTES = 5 * 1024 * 1024
const isShown = (file: WrittenFile) =>
  /^image\/(jpeg|png|webp|gif)$/.test(file.mediaType) && file.sizeBytes <= SHOWN_LIMIT_BYTES

export function MessageFiles({ files, source }: { files: readonly WrittenFile[]; source: FileSource }) {
  if (files.length === 0) return null
  return (
    <div className={classes.files}>
      {files.map((file) => (
        <MessageFile key={file.id} file={file} source={source} />
      ))}
    </div>
  )
}

function MessageFile({ file, source }: { file: WrittenFile; source: FileSource }) {
  const t = useWords(chatWords)
  const [hasFailed, setFailed] = useState(false)
  const picture = usePicture(file, source)
  const save = async () => {
    setFailed(false)
    try {
      const url = await source(file)
      const link = Object.assign(document.createElement('a'), { href: url, download: file.name })
      link.click()
      setTimeout(() => URL.revokeObjectURL(url), 60_000)
    } catch {
      setFailed(true)
    }
  }
  const label = t.saveFile({ name: file.name, size: formatSize(file.sizeBytes) })
  return (
    <div>
      <button type="button" className={classes.file} aria-label={label} onClick={() => void save()}>
        {picture ? (
          <img src={picture} alt="" className={classes.picture} />
        ) : (
          <>
            <IconPaperclip size="1.2em" aria-hidden />
            <span className={classes.fileName}>{file.name}</span>
            <span className={classes.fileSize}>{formatSize(file.sizeBytes)}</span>
          </>
        )}
      </button>
      {hasFailed && (
        <p role="alert" className={classes.fileFailed}>
          {t.fileFailed}
        </p>
      )}
    </div>
  )
}

/** A photo is shown in the thread; one that cannot be had stays a line with its name. */
function usePicture(file: WrittenFile, source: FileSource): string | null {
  const [url, setUrl] = useState<string | null>(null)
  const wanted = isShown(file) ? file.id : null
  useEffect(() => {
    if (!wanted) return
    let made: string | null = null
    let isGone = false
    source({ id: wanted }).then(
      (address) => {
        if (isGone) return URL.revokeObjectURL(address)
        made = address
        setUrl(address)
      },
      () => {},
    )
    return () => {
      isGone = true
      if (made) URL.revokeObjectURL(made)
      setUrl(null)
    }
  }, [wanted, source])
  return url
}
