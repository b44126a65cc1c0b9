import { expect, test } from 'vitest'
import { Presence } from '#shared/contract/presence'
import { countByState, sortAgents } from './sortAgents'

const agent = (name: string, state: string, since: string) =>
  Presence.parse({
    staffId: crypto.randomUUID(),
    name,
    roles: ['agent'],
    branchId: null,
    state,
    reason: null,
    since: `2026-11-24T${since}:00.000Z`,
    sipUser: null,
    interactionId: null,
    openChats: 0,
  })
const line = [
  agent('Яна', 'available', '10:00'),
  agent('Борис', 'busy', '10:05'),
  agent('Анна', 'busy', '09:50'),
  agent('Вера', 'aux', '10:01'),
]
const names = (column: 'name' | 'state' | 'since', isDescending = false) =>
  sortAgents(line, { column, isDescending }).map(({ name }) => name)

test('by name, in the alphabet', () => {
  expect(names('name')).toEqual(['Анна', 'Борис', 'Вера', 'Яна'])
  expect(names('name', true)).toEqual(['Яна', 'Вера', 'Борис', 'Анна'])
})

test('by state, those on a call first and the longest of them on top', () => {
  expect(names('state')).toEqual(['Анна', 'Борис', 'Вера', 'Яна'])
})

test('by time, the longest first', () => {
  expect(names('since')).toEqual(['Анна', 'Яна', 'Вера', 'Борис'])
})

test('counted by state', () => {
  expect(Object.fromEntries(countByState(line))).toEqual({ available: 1, busy: 2, wrapUp: 0, aux: 1, offline: 0 })
})
