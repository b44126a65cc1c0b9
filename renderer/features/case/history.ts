import type { CaseStatus } from '#shared/contract/appeal'
import type { CaseEvent, OpenedCase } from '#shared/contract/case'

export type HistoryLine =
  | { at: string; key: string; kind: 'event'; event: CaseEvent }
  | { at: string; key: string; kind: 'told'; status: CaseStatus; byPerson: boolean; text: string; isExtension: boolean }

/** What was done and what the consumer was told, in one order, newest first. */
export function historyOf({ events, notices }: Pick<OpenedCase, 'events' | 'notices'>): HistoryLine[] {
  const done = events.map((event, n): HistoryLine => ({ at: event.at, key: `event ${n}`, kind: 'event', event }))
  const told = notices
    .filter(({ status }) => status !== 'closed')
    .map(
      ({ id, at, status, way, text, kind }): HistoryLine => ({
        at,
        key: id,
        kind: 'told',
        status,
        byPerson: way === 'byPerson',
        text,
        isExtension: kind === 'extension',
      }),
    )
  // of the same instant, the deed goes before the telling of it
  return [...done, ...told].sort((a, b) => a.at.localeCompare(b.at)).reverse()
}
