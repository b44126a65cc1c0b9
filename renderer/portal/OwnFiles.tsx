import { IconPaperclip } from '@tabler/icons-react'
import { useState } from 'react'
import type { Attachment } from '#shared/contract/interaction'
import { visitorServer } from '../api/visitor'
import { useWords } from '../ui/words'
import { FieldError } from './fields'
import classes from './Portal.module.css'
import { portalWords } from './words'

/** What the person has sent; each file can be saved again. */
export function OwnFiles({ files, token }: { files: readonly Attachment[]; token: string }) {
  const t = useWords(portalWords).status
  const [hasFailed, setFailed] = useState(false)
  const save = async (file: Attachment) => {
    setFailed(false)
    try {
      const { base64 } = await visitorServer(token).downloadFromPortal({ attachmentId: file.id })
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
      const url = URL.createObjectURL(new Blob([bytes], { type: file.mediaType }))
      Object.assign(document.createElement('a'), { href: url, download: file.name }).click()
      setTimeout(() => URL.revokeObjectURL(url), 60_000)
    } catch {
      setFailed(true)
    }
  }
  return (
    <>
      <h4>{t.yourFiles}</h4>
      {hasFailed && <FieldError>{t.saveFailed}</FieldError>}
      <ul className={classes.files}>
        {files.map((file) => (
          <li key={file.id}>
            <button
              type="button"
              className="quiet"
              aria-label={t.save({ name: file.name })}
              onClick={() => void save(file)}
            >
              <IconPaperclip aria-hidden /> {file.name}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
