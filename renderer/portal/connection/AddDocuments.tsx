import { useState } from 'react'
import type { Attachment } from '#shared/contract/interaction'
import { refusalText } from '../../api/refusalText'
import { visitorServer } from '../../api/visitor'
import { useWords } from '../../ui/words'
import { FilePicker, useFilePicker } from '../FilePicker'
import { FieldError } from '../fields'
import classes from '../Portal.module.css'
import type { PortalConnection } from '../useStatus'
import { Papers } from './Papers'
import { useAct } from './useAct'
import { portalConnectionWords } from './words'

type Props = { connection: PortalConnection; token: string; isOpen?: boolean }

/** The applicant brings documents, asked for or not: which they are, and their files. */
export function AddDocuments({ connection, token, isOpen = false }: Props) {
  const t = useWords(portalConnectionWords)
  if (isOpen) return <Fields connection={connection} token={token} />
  return (
    <details className={classes.history}>
      <summary>{t.add}</summary>
      <Fields connection={connection} token={token} />
    </details>
  )
}

function Fields({ connection, token }: Props) {
  const t = useWords(portalConnectionWords)
  const [codes, setCodes] = useState<string[]>([])
  const [files, setFiles] = useState<readonly Attachment[]>([])
  const [isEmpty, setEmpty] = useState(false)
  const { act, renew, isSending, failure } = useAct((commandId) =>
    visitorServer(token).addDocumentsAsApplicant({ codes, attachmentIds: files.map(({ id }) => id), commandId }),
  )
  const picker = useFilePicker({
    files,
    onAdd: (file) => {
      renew()
      setFiles((all) => [...all, file])
    },
    onRemove: (file) => {
      renew()
      setFiles((all) => all.filter(({ id }) => id !== file.id))
    },
  })
  const send = async () => {
    if (picker.isWaiting) return picker.askToWait()
    setEmpty(codes.length === 0 && files.length === 0)
    if (codes.length === 0 && files.length === 0) return
    if (!(await act())) return
    setCodes([])
    setFiles([])
  }
  const choose = (to: string[]) => {
    renew()
    setCodes(to)
  }
  return (
    <div className={classes.field}>
      <p className={classes.hint}>{t.addHint}</p>
      <Papers legend={t.add} documents={connection.documents} chosen={codes} onChange={choose} />
      <FilePicker picker={picker} />
      {isEmpty && <FieldError>{t.addNothing}</FieldError>}
      {failure !== null && <FieldError>{refusalText(failure, t.refusals)}</FieldError>}
      <div className={classes.buttons}>
        <button type="button" className="primary" aria-disabled={isSending} onClick={() => void send()}>
          {t.addSend}
        </button>
      </div>
    </div>
  )
}
