import { Switch, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import type { Role } from '#shared/contract/contract'
import type { Interaction } from '#shared/contract/interaction'
import type { Presence } from '#shared/contract/presence'
import { useFact } from '../../api/live'
import { refusalText } from '../../api/refusalText'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorState } from '../../ui/ErrorState'
import { Skeletons } from '../../ui/Skeletons'
import { useWords } from '../../ui/words'
import { PresenceDot } from '../presence/PresenceDot'
import { useEverybody } from '../presence/presenceCache'
import { presenceWords } from '../presence/words'
import { sessionWords } from '../session/words'
import { timelineWords } from '../timeline/words'
import { WaitClock } from '../work/WaitClock'
import classes from './Supervisor.module.css'
import { type Column, countByState, type Order, sortAgents } from './sortAgents'
import { useContactOf } from './useContactOf'
import { supervisorWords } from './words'

/** Roles that take contacts; others have no place on the line. */
const WORKERS: readonly Role[] = ['agent', 'clerk', 'specialist', 'supervisor']

/** Everybody's state, since when and on what: live, in the order the supervisor chooses. */
export function AgentsTable() {
  const t = useWords(supervisorWords)
  const { data, error, refetch } = useEverybody()
  const [order, setOrder] = useState<Order>({ column: 'state', isDescending: false })
  const [showsOffline, setShowsOffline] = useState(false)
  // How many chats a colleague has stands with their presence, which no fact of a chat repeats.
  useFact('interactionChanged', ({ payload }) => {
    if (payload.interaction.channel === 'chat') void refetch()
  })
  if (error) return <ErrorState title={t.failed} hint={refusalText(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeletons lines={8} />
  const workers = data.filter((agent) => agent.roles.some((role) => WORKERS.includes(role)))
  const shown = sortAgents(
    workers.filter((agent) => showsOffline || agent.state !== 'offline'),
    order,
  )
  const sortBy = (column: Column) =>
    setOrder((before) => ({ column, isDescending: before.column === column && !before.isDescending }))
  return (
    <section className={classes.panel} aria-label={t.agents}>
      <header className={classes.head}>
        <h2>{t.agents}</h2>
        <Counts agents={workers} />
        <Switch
          size="xs"
          label={t.showOffline}
          checked={showsOffline}
          onChange={(event) => setShowsOffline(event.currentTarget.checked)}
        />
      </header>
      {shown.length === 0 ? (
        <EmptyState icon={<IconUsers size={28} stroke={1.5} />} title={t.noAgents} hint={t.noAgentsHint} />
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <SortHead column="name" order={order} onSort={sortBy} />
              <SortHead column="state" order={order} onSort={sortBy} />
              <SortHead column="since" order={order} onSort={sortBy} />
              <th scope="col">{t.on}</th>
              <th scope="col" className={classes.number}>
                {t.chats}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((agent) => (
              <AgentRow key={agent.staffId} agent={agent} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Counts({ agents }: { agents: readonly Presence[] }) {
  const t = useWords(supervisorWords)
  return (
    <ul className={classes.counts}>
      {countByState(agents).map(([state, count]) => (
        <li key={state}>
          <PresenceDot state={state} /> <b>{count}</b> {t.summary[state]}
        </li>
      ))}
    </ul>
  )
}

type SortProps = { column: Column; order: Order; onSort: (column: Column) => void }
function SortHead({ column, order, onSort }: SortProps) {
  const t = useWords(supervisorWords)
  const isOn = order.column === column
  const Arrow = order.isDescending ? IconArrowUp : IconArrowDown
  return (
    <th scope="col" aria-sort={isOn ? (order.isDescending ? 'descending' : 'ascending') : 'none'}>
      <UnstyledButton className={classes.sort} onClick={() => onSort(column)}>
        {t[column]} {isOn && <Arrow size={13} aria-hidden />}
      </UnstyledButton>
    </th>
  )
}

function AgentRow({ agent }: { agent: Presence }) {
  const t = useWords(presenceWords)
  const s = useWords(sessionWords)
  const state = agent.state === 'aux' && agent.reason ? t.reasons[agent.reason] : t.states[agent.state]
  const limits = LIMITS[agent.state] ?? [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  return (
    <tr>
      <th scope="row">
        {agent.name} <small>{agent.roles.map((role) => s.roles[role]).join(', ')}</small>
      </th>
      <td>
        <span className={classes.state}>
          <PresenceDot state={agent.state} /> {state}
        </span>
      </td>
      <td>
        <WaitClock since={agent.since} soonSeconds={limits[0]} lateSeconds={limits[1]} />
      </td>
      <td className={classes.on}>{agent.interactionId && <On interactionId={agent.interactionId} />}</td>
      <td className={classes.number}>{agent.openChats > 0 ? agent.openChats : ''}</td>
    </tr>
  )
}

/** Seconds in a state after which a supervisor looks closer. */
const LIMITS: { [state in Presence['state']]?: [number, number] } = {
  busy: [600, 1200],
  wrapUp: [60, 180],
  aux: [900, 1800],
}

function On({ interactionId }: { interactionId: Interaction['id'] }) {
  const t = useWords(supervisorWords)
  const channels = useWords(timelineWords).channels
  const contact = useContactOf(interactionId)
  if (!contact) return null
  return (
    <>
      {t.onContact({ channel: channels[contact.channel], name: contact.consumerName ?? contact.address ?? t.unknown })}
    </>
  )
}
