import type { CaseId } from '#shared/contract/ids'
import { useWords } from '../../ui/words'
import classes from './Connection.module.css'
import { useConnectionOf } from './connectionCache'
import { connectionWords } from './words'

/** Where an application stands, in a line. */
export function CompactStage({ caseId }: { caseId: CaseId }) {
  const t = useWords(connectionWords)
  const { data } = useConnectionOf(caseId)
  if (!data) return null
  return <p className={classes.compact}>{data.outcome ? t.outcomes[data.outcome] : t.stages[data.stage]}</p>
}
