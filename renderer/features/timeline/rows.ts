import type { Interaction } from '#shared/contract/interaction'
import { dayKey } from '../../ui/format'

export type Row = { kind: 'day'; key: string; iso: string } | { kind: 'entry'; key: string; interaction: Interaction }

/**
 * The height of a row that is not opened, as Entry.module.css and Timeline.module.css draw it. Known ahead and exact, because a
 * measured row that differs makes the list count all rows below it anew, in the middle of a scroll.
 */
export function rowHeightPx(row: Row | undefined): number {
  if (row?.kind === 'day') return 36
  return row && row.interaction.preview === '' && row.interaction.attachmentCount === 0 ? 50 : 72
}

/** Reading a date costs a microsecond, and every page that comes asks for the days of all pages before it. */
const days = new WeakMap<Interaction, string>()
function dayOf(interaction: Interaction): string {
  const known = days.get(interaction)
  if (known) return known
  const day = dayKey(interaction.startedAt)
  days.set(interaction, day)
  return day
}

/** Contacts come newest first; the screen shows the newest at the bottom, with a line where a day begins. */
export function timelineRows(newestFirst: readonly Interaction[]): Row[] {
  const rows: Row[] = []
  let day = ''
  for (let index = newestFirst.length - 1; index >= 0; index -= 1) {
    const interaction = newestFirst[index]
    if (!interaction) continue
    const key = dayOf(interaction)
    if (key !== day) {
      rows.push({ kind: 'day', key: `day-${key}`, iso: interaction.startedAt })
      day = key
    }
    rows.push({ kind: 'entry', key: interaction.id, interaction })
  }
  return rows
}

type Page = { items: Interaction[]; next: string | null }

const isNewer = (a: Interaction, b: Interaction) =>
  a.startedAt > b.startedAt || (a.startedAt === b.startedAt && a.id > b.id)

/** Pages (newest first) with a contact put in its place or in the place of its former self. Older than all loaded: as they were. */
export function upsertInteraction<P extends Page>(pages: readonly P[], fresh: Interaction): P[] {
  if (pages.some((page) => page.items.some((item) => item.id === fresh.id)))
    return pages.map((page) =>
      page.items.some((item) => item.id === fresh.id)
        ? { ...page, items: page.items.map((item) => (item.id === fresh.id ? fresh : item)) }
        : page,
    )
  const at = pages.findIndex((page) => {
    const last = page.items.at(-1)
    return last === undefined || isNewer(fresh, last) || page.next === null
  })
  return pages.map((page, index) => {
    if (index !== at) return page
    const place = page.items.findIndex((item) => isNewer(fresh, item))
    const items = place < 0 ? [...page.items, fresh] : page.items.toSpliced(place, 0, fresh)
    return { ...page, items }
  })
}

export const removeInteraction = <P extends Page>(pages: readonly P[], id: string): P[] =>
  pages.map((page) =>
    page.items.some((item) => item.id === id) ? { ...page, items: page.items.filter((item) => item.id !== id) } : page,
  )
