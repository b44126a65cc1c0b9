import { Block } from '../../ui/Block'
import { useWords } from '../../ui/words'
import { DocumentUpload } from './DocumentUpload'
import type { Documents } from './useDocuments'
import classes from './Visit.module.css'
import { visitWords } from './words'

/** What the visitor has brought goes along with the case that is registered next. */
export function VisitDocuments({ documents }: { documents: Documents }) {
  const t = useWords(visitWords)
  return (
    <Block title={t.documents}>
      <p className={classes.hint}>{t.documentsHint}</p>
      <DocumentUpload documents={documents} />
    </Block>
  )
}
