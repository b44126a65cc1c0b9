import { Link } from 'wouter'
import type { ProcessLine } from '#shared/contract/process'
import { formatDateTime } from '../../ui/format'
import { useWords } from '../../ui/words'
import classes from './Design.module.css'
import { processWords } from './words'

type Props = { lines: readonly ProcessLine[]; pathOf: (line: ProcessLine) => string }

/** What runs, what is being drawn, by whom and since when. */
export function ProcessTable({ lines, pathOf }: Props) {
  const t = useWords(processWords)
  return (
    <div className={classes.sheet}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            <th scope="col">{t.state}</th>
            <th scope="col">{t.draft}</th>
            <th scope="col" className={classes.number}>
              {t.suggestions}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">
                <Link href={pathOf(line)} className={classes.link}>
                  {line.name}
                </Link>
                <small>{line.key}</small>
              </th>
              <td>
                <Running line={line} />
              </td>
              <td>
                {line.draft && (
                  <small>{t.draftOf({ by: line.draft.savedByName, at: formatDateTime(line.draft.savedAt) })}</small>
                )}
              </td>
              <td className={classes.number}>{line.openSuggestions > 0 && line.openSuggestions}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Running({ line }: { line: ProcessLine }) {
  const t = useWords(processWords)
  if (line.version === null || line.deployedAt === null) return <small>{t.neverDeployed}</small>
  return (
    <>
      {t.version({ version: line.version })}
      <small>{t.deployedAt({ at: formatDateTime(line.deployedAt), by: line.deployedByName ?? t.fromRelease })}</small>
    </>
  )
}
