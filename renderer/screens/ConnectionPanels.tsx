import type { CaseId } from '#shared/contract/ids'
import { refusalText } from '../api/refusalText'
import { ApplicantActs } from '../features/connection/acts/ApplicantActs'
import { actWords } from '../features/connection/acts/words'
import { ConnectionData, ConnectionDocuments, ConnectionPayments } from '../features/connection/ConnectionData'
import { useConnectionOf } from '../features/connection/connectionCache'
import { StageStrip } from '../features/connection/StageStrip'
import { connectionWords } from '../features/connection/words'
import { Block } from '../ui/Block'
import { ErrorState } from '../ui/ErrorState'
import { Skeletons } from '../ui/Skeletons'
import { useWords } from '../ui/words'
import classes from './CaseScreen.module.css'
import { Panel } from './Panel'

/** What an application has beside other cases: its stages, its data, its papers and payments. */
export function ConnectionPanels({ caseId }: { caseId: CaseId }) {
  const t = useWords(connectionWords)
  const a = useWords(actWords)
  const { data, error, refetch } = useConnectionOf(caseId)
  if (error && !data)
    return (
      <ErrorState isCompact title={a.failed} hint={refusalText(error, a.refusals)} onRetry={() => void refetch()} />
    )
  if (!data) return <Skeletons lines={3} />
  return (
    <>
      <Panel title={t.way}>
        <StageStrip steps={data.steps} />
      </Panel>
      <Panel title={t.object}>
        <ConnectionData connection={data} />
      </Panel>
      <div className={classes.columns}>
        <Panel title={t.documents}>
          <ConnectionDocuments connection={data} />
        </Panel>
        {data.payments.length > 0 && (
          <Panel title={t.payments}>
            <ConnectionPayments connection={data} />
          </Panel>
        )}
      </div>
    </>
  )
}

export function ConnectionActs({ caseId }: { caseId: CaseId }) {
  const a = useWords(actWords)
  const { data } = useConnectionOf(caseId)
  if (!data) return null
  return (
    <Block title={a.title}>
      <ApplicantActs connection={data} />
    </Block>
  )
}
