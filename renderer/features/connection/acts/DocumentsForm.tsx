import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { server } from '../../../api/server'
import { useWords } from '../../../ui/words'
import { useDocumentName } from '../nameOf'
import { ActForm } from './ActForm'
import type { ActProps } from './actProps'
import { useAct } from './useAct'
import { actWords } from './words'

/** Documents handed over at the desk. */
export function DocumentsForm({ connection: { caseId, documents }, onClose }: ActProps) {
  const t = useWords(actWords)
  const nameOf = useDocumentName()
  const [codes, setCodes] = useState<string[]>([])
  const adding = useAct(
    caseId,
    (given: string[], commandId) => server.addConnectionDocuments({ caseId, codes: given, commandId }),
    onClose,
  )
  return (
    <ActForm
      label={t.documents}
      isPending={adding.isPending}
      error={adding.error}
      onSubmit={() => adding.mutate(codes)}
      onCancel={onClose}
    >
      <Checkbox.Group label={t.which} value={codes} onChange={setCodes}>
        {documents.map((document) => (
          <Checkbox key={document.code} value={document.code} label={nameOf(document)} mt={6} />
        ))}
      </Checkbox.Group>
    </ActForm>
  )
}
