import { Button } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import type { Case } from '#shared/contract/case'
import type { ConsumerId } from '#shared/contract/ids'
import { refusalText } from '../../api/refusalText'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorState } from '../../ui/ErrorState'
import { formatDate } from '../../ui/format'
import { Skeletons } from '../../ui/Skeletons'
import { useWords } from '../../ui/words'
import classes from './CaseList.module.css'
import { Due } from './CaseSummary'
import { useCases } from './caseCache'
import { useTopicName } from './topics'
import { caseWords } from './words'

type Props = { consumerId: ConsumerId; onOpen: (matter: Case) => void }

/** All cases of a consumer: open ones first, then the newest. */
export function CaseList({ consumerId, onOpen }: Props) {
  const t = useWords(caseWords)
  const topicName = useTopicName()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useCases(consumerId)
  if (error) return <ErrorState title={t.failed} hint={refusalText(error, t.refusals)} onRetry={() => void refetch()} />
  if (!data) return <Skeletons lines={4} height={52} />
  const cases = data.pages.flatMap(({ items }) => items)
  if (cases.length === 0)
    return <EmptyState icon={<IconFileText size={28} stroke={1.5} />} title={t.none} hint={t.noneHint} />
  return (
    <div className={classes.page}>
      <ul className={classes.list}>
        {cases.map((matter) => (
          <li key={matter.id}>
            <button type="button" className={classes.line} onClick={() => onOpen(matter)}>
              <b>{topicName(matter.topic)}</b>
              <span className={classes.due}>
                <Due matter={matter} />
              </span>
              <span className={classes.more}>
                {matter.number} · {t.kinds[matter.kind]} · {t.statuses[matter.status]} ·{' '}
                {formatDate(matter.registeredAt)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t.more}
        </Button>
      )}
    </div>
  )
}
