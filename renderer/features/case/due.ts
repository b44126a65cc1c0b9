import { formatDate } from '../../ui/format'

/** A day ends for the consumer with the day's work in Moscow. */
export const dueInstant = (dueOn: string): string => `${dueOn}T18:00:00+03:00`

/** `2026-12-03` → `03.12.2026` */
export const showDay = (day: string): string => formatDate(`${day}T12:00:00`)
