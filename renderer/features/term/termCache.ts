import { useQuery } from '@tanstack/react-query'
import type { TermKind, TermRow } from '#shared/contract/term'
import { useFact } from '../../api/live'
import { queryClient } from '../../api/queryClient'
import { server } from '../../api/server'
import { formatDate } from '../../ui/format'
import { useWords } from '../../ui/words'
import { useTopicName } from '../case/topics'
import { caseWords } from '../case/words'
import { connectionWords } from '../connection/words'
import { termWords } from './words'

const KEY = ['terms'] as const

export const useTerms = () => useQuery({ queryKey: KEY, queryFn: () => server.listTermRows({}) })
export const termsMoved = () => void queryClient.invalidateQueries({ queryKey: KEY })

/** Keeps the rows as the facts say. Stands while the screen is open. */
export function useTermFacts() {
  useFact('termAdded', termsMoved)
  useFact('termWithdrawn', termsMoved)
}

export type TermState = 'holds' | 'later' | 'over'
export function stateOf({ validFrom, validTo }: Pick<TermRow, 'validFrom' | 'validTo'>, today: string): TermState {
  if (validFrom > today) return 'later'
  return validTo !== null && validTo < today ? 'over' : 'holds'
}

/** A kind of appeal, or a class of connection. */
export function useKindName(): (kind: TermKind) => string {
  const names = { ...useWords(caseWords).kinds, ...useWords(connectionWords).classes }
  return (kind) => names[kind]
}

/** How a row is spoken of: its name, what it is for, how long, from when. */
export function useTermWords() {
  const t = useWords(termWords)
  const kindName = useKindName()
  const topicName = useTopicName()
  const showDay = (day: string) => formatDate(`${day}T00:00:00`)
  const names: Readonly<Record<string, string>> = t.names
  return {
    nameOf: (name: string) => names[name] ?? name,
    scopeOf: ({ topic, kind }: Pick<TermRow, 'topic' | 'kind'>) =>
      [topic && topicName(topic), kind && kindName(kind)].filter(Boolean).join(' · ') || t.everything,
    lengthOf: ({ amount, unit }: Pick<TermRow, 'amount' | 'unit'>) => t.lengths[unit](amount),
    validOf: ({ validFrom, validTo }: Pick<TermRow, 'validFrom' | 'validTo'>) =>
      validTo ? t.between({ from: showDay(validFrom), to: showDay(validTo) }) : t.since({ from: showDay(validFrom) }),
  }
}
