import { notifications } from '@mantine/notifications'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { RegionCode } from '#shared/contract/calendar'
import { useFact } from '../../api/live'
import { queryClient } from '../../api/queryClient'
import { server } from '../../api/server'
import { currentLanguage, useWords } from '../../ui/words'
import { calendarWords } from './words'

const LIST = ['calendars'] as const
const ONE = ['calendar'] as const
const PREVIEW = ['calendarPreview'] as const

export const useCalendars = () => useQuery({ queryKey: LIST, queryFn: () => server.listCalendars({}) })

/** `version` null: the one that holds. */
export const useCalendar = (region: RegionCode, version: number | null) =>
  useQuery({
    queryKey: [...ONE, region, version],
    queryFn: () => server.openCalendar({ region, ...(version === null ? {} : { version }) }),
  })

/** What a publication of these changes would move. */
export const usePreview = (region: RegionCode, version: number, changes: string) =>
  useQuery({
    queryKey: [...PREVIEW, region, version, changes],
    queryFn: () => server.previewCalendar({ region, changes }),
    enabled: changes !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

export function calendarsMoved() {
  for (const queryKey of [LIST, ONE, PREVIEW]) void queryClient.invalidateQueries({ queryKey })
}

/** Keeps the calendars as the facts say, and tells of a recount that is over. Stands while the screen is open. */
export function useCalendarFacts() {
  const t = useWords(calendarWords)
  useFact('calendarPublished', calendarsMoved)
  useFact('calendarAssigned', calendarsMoved)
  useFact('dueDatesMoved', ({ payload }) => {
    calendarsMoved()
    notifications.show({ message: t.moved(inWords(payload, t)) })
  })
}

type Counts = { cases: number; tasks: number; timers: number }
type Says = Record<keyof Counts, (count: number) => string>
export const inWords = ({ cases, tasks, timers }: Counts, t: Says) => ({
  cases: t.cases(cases),
  tasks: t.tasks(tasks),
  timers: t.timers(timers),
})

export const nameOfRegion = ({ nameRu, nameEn }: { nameRu: string; nameEn: string }): string =>
  currentLanguage() === 'en' ? nameEn : nameRu
