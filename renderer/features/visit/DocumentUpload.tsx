import { Button, FileButton, Progress } from '@mantine/core'
import { IconCamera, IconFile, IconPaperclip, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { refusalText } from '../../api/refusalText'
import { formatSize } from '../../ui/format'
import { useWords } from '../../ui/words'
import { CameraDialog } from './CameraDialog'
import type { Documents, Sending } from './useDocuments'
import classes from './Visit.module.css'
import { visitWords } from './words'

/** What the visitor has brought: photographed with this computer's camera or taken from its disk. */
export function DocumentUpload({ documents }: { documents: Documents }) {
  const t = useWords(visitWords)
  const [hasCamera, setCamera] = useState(false)
  return (
    <div className={classes.documents}>
      <ul className={classes.files} aria-label={t.documents}>
        {documents.kept.map((file) => (
          <li key={file.id}>
            <IconFile size={16} aria-hidden />
            <span className={classes.name}>{file.name}</span>
            <small>{formatSize(file.sizeBytes)}</small>
            <button type="button" aria-label={t.remove({ name: file.name })} onClick={() => documents.remove(file)}>
              <IconX size={14} aria-hidden />
            </button>
          </li>
        ))}
        {documents.sending.map((one) => (
          <SendingLine key={one.commandId} one={one} documents={documents} />
        ))}
      </ul>
      <div className={classes.buttons}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconCamera size={16} />}
          onClick={() => setCamera(true)}
        >
          {t.photograph}
        </Button>
        <FileButton
          onChange={(files) => documents.add(files)}
          accept="image/*,application/pdf"
          multiple
          inputProps={{ capture: 'environment', 'aria-label': t.attach }}
        >
          {(props) => (
            <Button size="compact-sm" variant="default" leftSection={<IconPaperclip size={16} />} {...props}>
              {t.attach}
            </Button>
          )}
        </FileButton>
      </div>
      <CameraDialog isOpen={hasCamera} onClose={() => setCamera(false)} onShot={(file) => documents.add([file])} />
    </div>
  )
}

function SendingLine({ one, documents }: { one: Sending; documents: Documents }) {
  const t = useWords(visitWords)
  const { name } = one.file
  const percent = Math.round(one.share * 100)
  return (
    <li>
      <div className={classes.sending}>
        {one.error ? (
          <span role="alert" className={classes.bad}>
            {t.failed({ name })}. {refusalText(one.error)}
          </span>
        ) : (
          <>
            <span className={classes.name}>{t.uploading({ name, percent })}</span>
            <Progress value={percent} size="xs" aria-label={t.uploading({ name, percent })} />
          </>
        )}
      </div>
      {one.error !== null && (
        <Button size="compact-xs" variant="default" onClick={() => documents.again(one)}>
          {t.again}
        </Button>
      )}
      <button type="button" aria-label={t.cancelUpload({ name })} onClick={() => documents.stop(one)}>
        <IconX size={14} aria-hidden />
      </button>
    </li>
  )
}
