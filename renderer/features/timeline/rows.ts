import type { Interaction } from '#shared/contract/interaction'
import { dayKey } from '../../ui/format'

export type Row = { kind: 'day'; key: string; iso: string } | { kind: 'entry'; key: string; interaction: Interaction }

/** Contacts come newest first; the screen shows the newest at the bottom, with a line where a day begins. */
export function timelineRows(newestFirst: readonly Interaction[]): Row[] {
  const rows: Row[] = []
  let day = ''
  for (let index = newestFirst.length - 1; index >= 0; index -= 1) {
    const interaction = newestFirst[index]
    if (!interaction) continue
    const key = dayKey(interaction.startedAt)
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
