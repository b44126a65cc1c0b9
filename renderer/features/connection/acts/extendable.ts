import type { Connection } from '#shared/contract/connection'

export type What = 'documents' | 'readiness' | 'works'

/** The terms that run now and may be moved. */
export function extendable({ stage, awaits, outcome }: Pick<Connection, 'stage' | 'awaits' | 'outcome'>): What[] {
  if (outcome !== null) return []
  if (awaits === 'documents') return ['documents']
  if (stage !== 'works') return []
  return awaits === 'readiness' ? ['works', 'readiness'] : ['works']
}
