import { expect, test } from 'vitest'
import { Role } from '#shared/contract/contract'
import { BranchId, StaffId } from '#shared/contract/ids'
import { Task } from '#shared/contract/task'
import { isForMe, mayWork, placedAmong, type TaskPage } from './place'

const BRANCH = '0197e1f0-0000-7000-8000-000000000001'
const ME = '0197e1f0-0000-7000-8000-0000000000aa'
const OTHER = '0197e1f0-0000-7000-8000-0000000000bb'
const task = (n: number, more: object = {}) =>
  Task.parse({
    id: `0197e1f0-0000-7000-8000-${String(n).padStart(12, '0')}`,
    kind: 'step',
    form: 'draft',
    state: 'open',
    title: 'Тема',
    note: '',
    caseId: null,
    caseNumber: null,
    consumerId: null,
    consumerName: null,
    interactionId: null,
    address: null,
    roles: ['specialist'],
    branchId: BRANCH,
    assigneeId: null,
    assigneeName: null,
    dueAt: `2026-12-${String(n).padStart(2, '0')}T15:00:00.000Z`,
    isEscalated: false,
    createdAt: '2026-11-24T09:00:00.000Z',
    doneAt: null,
    ...more,
  })
const page = (items: Task[], next: string | null = null): TaskPage => ({ items, next, total: items.length, overdue: 0 })
const days = (pages: TaskPage[]) => pages.map(({ items }) => items.map(({ dueAt }) => Number(dueAt.slice(8, 10))))
const specialist = { staffId: StaffId.parse(ME), roles: [Role.enum.specialist], branchId: BranchId.parse(BRANCH) }

test('a task is mine by role and branch while nobody else has it', () => {
  expect(isForMe(task(1), specialist)).toBe(true)
  expect(isForMe(task(1, { assigneeId: ME }), specialist)).toBe(true)
  expect(isForMe(task(1, { assigneeId: OTHER }), specialist)).toBe(false)
  expect(isForMe(task(1, { branchId: OTHER }), specialist)).toBe(false)
  expect(isForMe(task(1, { roles: ['clerk'] }), specialist)).toBe(false)
  expect(isForMe(task(1, { state: 'done' }), specialist)).toBe(false)
})
test('a supervisor sees what is late, whoever has it', () => {
  const supervisor = { ...specialist, roles: [Role.enum.supervisor] }
  expect(isForMe(task(1, { assigneeId: OTHER }), supervisor)).toBe(false)
  expect(isForMe(task(1, { assigneeId: OTHER, isEscalated: true }), supervisor)).toBe(true)
})
test('a new task stands where its term puts it, and counts', () => {
  const pages = placedAmong([page([task(1), task(5)])], task(3), true)
  expect(days(pages)).toEqual([[1, 3, 5]])
  expect(pages[0]?.total).toBe(3)
})
test('a task beyond what is loaded waits for its page', () => {
  const pages = placedAmong([page([task(1), task(5)], 'more')], task(9), true)
  expect(days(pages)).toEqual([[1, 5]])
  expect(pages[0]?.total).toBe(3)
})
test('a task that is no longer mine goes; one that changed is not doubled', () => {
  expect(days(placedAmong([page([task(1), task(2)])], task(1), false))).toEqual([[2]])
  const again = placedAmong([page([task(1), task(2)])], task(1, { isEscalated: true }), true)
  expect(days(again)).toEqual([[1, 2]])
  expect(again[0]?.total).toBe(2)
})

test('a named task is for who is named, by login or id; one that asks for a unit and a skill for who has them', () => {
  expect(isForMe(task(1, { people: ['anybody'] }), specialist)).toBe(false)
  expect(isForMe(task(1, { people: [ME], roles: ['clerk'] }), specialist)).toBe(true)
  expect(isForMe(task(1, { people: ['me'] }), { ...specialist, login: 'me' })).toBe(true)
  expect(isForMe(task(1, { unit: 'metering' }), specialist)).toBe(false)
  expect(isForMe(task(1, { unit: 'metering' }), { ...specialist, unit: 'metering' })).toBe(true)
  expect(isForMe(task(1, { skill: 'smartMeter' }), { ...specialist, skills: [] })).toBe(false)
  expect(isForMe(task(1, { skill: 'smartMeter' }), { ...specialist, skills: ['smartMeter'] })).toBe(true)
})
test('what somebody absent has taken is mine while I stand in, and so is its form', () => {
  const theirs = task(1, { assigneeId: OTHER, roles: ['clerk'] })
  expect(isForMe(theirs, specialist, [StaffId.parse(OTHER)])).toBe(true)
  expect(mayWork(theirs, specialist, [StaffId.parse(OTHER)])).toBe(true)
  expect([isForMe(theirs, specialist), mayWork(theirs, specialist, [])]).toEqual([false, false])
})
test('what was given to me by name is mine without its role', () => {
  expect(isForMe(task(1, { assigneeId: ME, roles: ['clerk'] }), specialist)).toBe(true)
})
test('urgent goes before early', () => {
  const pages = placedAmong([page([task(1), task(2)])], task(3, { priority: 2 }), true)
  expect(days(pages)).toEqual([[3, 1, 2]])
})
