import { useMemo } from 'react'
import type { OpenedCalendar } from '#shared/contract/calendar'
import type { Calendar, Day, DayKind } from '#shared/rules/calendar'
import {
  changesBetween,
  changesText,
  daysOfYear,
  kindOfDay,
  nextKind,
  readChanges,
  withChanges,
  withDay,
} from '#shared/rules/calendarChanges'
import { useDraft } from '../../ui/useDraft'

/** What was changed, step by step: the last one is what stands on the sheet. Survives a reload. */
type Kept = { basedOn: number; steps: string[] }

export const calendarOf = ({ days }: Pick<OpenedCalendar, 'days'>): Calendar =>
  new Map(days.map(({ day, kind }) => [day, kind]))

/** The sheet of a region while it is being changed, over the version that holds. */
export function useEditor(opened: OpenedCalendar) {
  const [kept, setKept, forget] = useDraft<Kept>(`calendar.${opened.region}`, { basedOn: 0, steps: [] })
  const published = useMemo(() => calendarOf(opened), [opened])
  const text = kept.steps.at(-1) ?? ''
  const sheet = useMemo(() => withChanges(published, readChanges(text) ?? new Map()), [published, text])
  // what another has published meanwhile is no change of mine
  const changes = useMemo(() => changesBetween(published, sheet), [published, sheet])
  const isStale = text !== '' && kept.basedOn !== opened.version
  const show = (next: Calendar) =>
    setKept((before) => ({
      basedOn: isStale ? before.basedOn : opened.version,
      steps: [...before.steps, changesText(changesBetween(published, next))],
    }))
  return {
    published,
    sheet,
    changes,
    isStale,
    canUndo: kept.steps.length > 0,
    toggle: (day: Day) => show(withDay(sheet, day, nextKind(kindOfDay(day, sheet)))),
    undo: () => setKept((before) => ({ ...before, steps: before.steps.slice(0, -1) })),
    /** After a look at what came meanwhile: the changes are mine over the version that holds. */
    accept: () => setKept((before) => ({ ...before, basedOn: opened.version })),
    show,
    forget,
  }
}
export type Editor = ReturnType<typeof useEditor>

/** The sheet with one year as it is in another calendar. */
export function withYearOf(sheet: Calendar, other: Calendar, year: number): Calendar {
  const kinds: [Day, DayKind | null][] = daysOfYear(year).map((day) => [day, other.get(day) ?? null])
  return withChanges(sheet, new Map(kinds))
}
