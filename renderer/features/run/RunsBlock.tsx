import type { ConsumerId, InteractionId } from '#shared/contract/ids'
import type { Task } from '#shared/contract/task'
import { refusalText } from '../../api/refusalText'
import { useMe } from '../../api/session'
import { Block } from '../../ui/Block'
import { ErrorState } from '../../ui/ErrorState'
import { useWords } from '../../ui/words'
import { RunCard } from './RunCard'
import { useRunFacts, useRuns, useStartable } from './runCache'
import { StartRun } from './StartRun'
import { runWords } from './words'

type Props = { consumerId: ConsumerId; interactionId: InteractionId | null; onOpen: (task: Task) => void }
const STARTERS = ['agent', 'clerk', 'specialist', 'supervisor']

/** Processes that analysts have drawn, at work for this consumer; and the way to start one. */
export function RunsBlock({ consumerId, interactionId, onOpen }: Props) {
  const t = useWords(runWords)
  const me = useMe()
  useRunFacts()
  const { data, error, refetch } = useRuns(consumerId)
  const startable = useStartable(me.roles.some((role) => STARTERS.includes(role))).data?.items ?? []
  if (!error && !data?.items.length && startable.length === 0) return null
  return (
    <Block title={t.title}>
      {error && <ErrorState isCompact title={t.failed} hint={refusalText(error)} onRetry={() => void refetch()} />}
      {data?.items.map((run) => (
        <RunCard key={run.id} run={run} onOpen={onOpen} />
      ))}
      {startable.length > 0 && <StartRun consumerId={consumerId} interactionId={interactionId} startable={startable} />}
    </Block>
  )
}
