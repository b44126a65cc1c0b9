import type { ConnectionDocument } from '#shared/contract/connection'
import { useDocumentName } from '../../features/connection/nameOf'
import { connectionWords } from '../../features/connection/words'
import { useWords } from '../../ui/words'
import classes from '../Portal.module.css'

type Props = {
  legend: string
  documents: readonly ConnectionDocument[]
  chosen: readonly string[]
  onChange: (codes: string[]) => void
}

/** The list of documents, each a tick; what is missing says so. */
export function Papers({ legend, documents, chosen, onChange }: Props) {
  const c = useWords(connectionWords)
  const nameOf = useDocumentName()
  return (
    <fieldset className={classes.choice}>
      <legend className={classes.hidden}>{legend}</legend>
      {documents.map((document) => (
        <label key={document.code} className={classes.option} data-on={chosen.includes(document.code) || undefined}>
          <input
            type="checkbox"
            checked={chosen.includes(document.code)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked
                  ? [...chosen, document.code]
                  : chosen.filter((code) => code !== document.code),
              )
            }
          />
          <span>
            {nameOf(document)}
            {document.state !== 'expected' && <small>{c.documentStates[document.state]}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
