import { useQuery } from '@tanstack/react-query'
import type { AppealKind } from '#shared/contract/appeal'
import type { BranchId } from '#shared/contract/ids'
import { TopicCode } from '#shared/contract/topic'
import { server } from '../../api/server'
import { useDeadline } from '../../ui/format'
import { useWords } from '../../ui/words'
import { dueInstant, showDay } from './due'
import classes from './RegisterCase.module.css'
import { caseWords } from './words'

/** What the answer would be due by if the case were registered now, and where that stands. */
export function DueWords({ topic, kind, branchId }: { topic: string; kind: AppealKind; branchId: BranchId }) {
  const code = TopicCode.safeParse(topic).data
  const { data } = useQuery({
    queryKey: ['dueOn', code ?? null, kind, branchId],
    queryFn: () => server.previewDueOn({ kind, branchId, ...(code ? { topic: code } : {}) }),
    staleTime: 60_000,
  })
  return data ? <Due dueOn={data.dueOn} source={data.source} /> : null
}

function Due({ dueOn, source }: { dueOn: string; source: string }) {
  const t = useWords(caseWords)
  const { text } = useDeadline(dueInstant(dueOn))
  return (
    <p className={classes.due} title={source}>
      {t.dueWords({ day: showDay(dueOn), left: text })}
    </p>
  )
}
