// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Interaction } from '#shared/contract/interaction'
import { removeInteraction, timelineRows, upsertInteraction } from './rows'

function contact(n: number, startedAt: string): Interaction {
  return Interaction.parse({
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    consumerId: null,
    consumerName: null,
    branchId: null,
    officeId: null,
    channel: 'note',
    direction: 'inside',
    state: 'ended',
    subject: '',
    preview: `${n}`,
    address: null,
    threadId: null,
    caseId: null,
    staffId: null,
    staffName: null,
    attachmentCount: 0,
    startedAt,
    endedAt: null,
    lastAt: startedAt,
    detail: {},
  })
}
const minute = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString()
const newestFirst = (list: Interaction[]) =>
  list.toSorted((a, b) => (a.startedAt > b.startedAt || (a.startedAt === b.startedAt && a.id > b.id) ? -1 : 1))

describe('rows', () => {
  test('go from the oldest to the newest, with a line where a day begins', () => {
    const rows = timelineRows([
      contact(3, '2026-11-24T09:00:00.000Z'),
      contact(2, '2026-11-23T15:00:00.000Z'),
      contact(1, '2026-11-23T09:00:00.000Z'),
    ])
    expect(rows.map((row) => (row.kind === 'day' ? 'day' : row.interaction.preview))).toEqual([
      'day',
      '1',
      '2',
      'day',
      '3',
    ])
  })
})

describe('a contact that comes or changes', () => {
  const moments = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 40 })

  test('takes its place whatever the order of coming, and never stands twice', () => {
    fc.assert(
      fc.property(moments, (minutes) => {
        const contacts = minutes.map((at, index) => contact(index, minute(at)))
        const pages = contacts.reduce(upsertInteraction, [{ items: [] as Interaction[], next: null as string | null }])
        const again = contacts.reduce(upsertInteraction, pages)
        for (const result of [pages, again]) expect(result.flatMap((page) => page.items)).toEqual(newestFirst(contacts))
      }),
    )
  })

  test('older than all that is loaded waits for its page', () => {
    const pages = [{ items: [contact(2, minute(10))], next: 'more' }]
    expect(upsertInteraction(pages, contact(1, minute(1)))).toEqual(pages)
  })

  test('leaves when it moves to another consumer', () => {
    const pages = [{ items: [contact(2, minute(2)), contact(1, minute(1))], next: null }]
    const [page] = removeInteraction(pages, contact(2, minute(2)).id)
    expect(page?.items.map((item) => item.preview)).toEqual(['1'])
  })
})
