import { z } from 'zod'
import { COMPANY, CommandId, endpoints, fact } from './contract.ts'
import { BranchId } from './ids.ts'

/** Whose holidays a calendar has: the country, a republic. */
export const RegionCode = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]{1,30}$/)
  .brand<'RegionCode'>()
export type RegionCode = z.infer<typeof RegionCode>

export const DayKind = z.enum(['off', 'work', 'short'])
/** A day that differs from its weekday. */
export const CalendarDay = z.object({
  day: z.iso.date(),
  kind: DayKind,
  /** What is celebrated or moved, and where that is written; empty when nobody has said. */
  note: z.string().max(300),
  source: z.string().max(300),
})
export type CalendarDay = z.infer<typeof CalendarDay>

const Version = z.number().int().positive()
export const CalendarRegion = z.object({
  code: RegionCode,
  nameRu: z.string(),
  nameEn: z.string(),
  version: Version,
  /** Of what belongs to no branch. */
  isCompany: z.boolean(),
  branches: z.array(z.object({ id: BranchId, name: z.string() })),
})
export type CalendarRegion = z.infer<typeof CalendarRegion>

export const CalendarVersion = z.object({
  version: Version,
  publishedAt: z.iso.datetime(),
  /** Null: it came with a release. */
  publishedByName: z.string().nullable(),
  comment: z.string(),
})
export type CalendarVersion = z.infer<typeof CalendarVersion>

export const OpenedCalendar = z.object({
  region: RegionCode,
  version: Version,
  days: z.array(CalendarDay),
  /** Newest first. */
  versions: z.array(CalendarVersion),
  /** Whether due dates are still being reckoned again after a publication. */
  isRecounting: z.boolean(),
})
export type OpenedCalendar = z.infer<typeof OpenedCalendar>

/** What is reckoned in days: cases by their day of answer, tasks, timers and steps of processes. */
export const ReckonedKind = z.enum(['case', 'task', 'timer'])
export type ReckonedKind = z.infer<typeof ReckonedKind>
export const MovedExample = z.object({
  kind: ReckonedKind,
  name: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
})
export type MovedExample = z.infer<typeof MovedExample>
const Counts = z.object({ cases: z.number().int(), tasks: z.number().int(), timers: z.number().int() })
export const CalendarPreview = Counts.extend({ examples: z.array(MovedExample) })
export type CalendarPreview = z.infer<typeof CalendarPreview>

const writers = ['analyst', 'administrator'] as const
const readers = [...writers, 'supervisor', 'auditor'] as const
const Comment = z.string().trim().min(3).max(1_000)
const Name = z.string().trim().min(2).max(100)

export const calendarEndpoints = endpoints({
  listCalendars: {
    method: 'GET',
    path: '/calendars',
    input: z.object({}),
    output: z.object({ regions: z.array(CalendarRegion) }),
    refusals: [],
    allow: readers,
  },
  /** Without `version`: the one that holds. */
  openCalendar: {
    method: 'GET',
    path: '/calendars/:region',
    input: z.object({ region: RegionCode, version: z.coerce.number().int().positive().optional() }),
    output: OpenedCalendar,
    refusals: [],
    allow: readers,
  },
  /** What a publication would move, counted over all that is open. `changes` as `changesText` writes them. */
  previewCalendar: {
    method: 'GET',
    path: '/calendars/:region/preview',
    input: z.object({ region: RegionCode, changes: z.string().max(6_000) }),
    output: CalendarPreview,
    refusals: ['badChanges'],
    allow: writers,
  },
  /** Due dates that were reckoned by this calendar are reckoned again afterwards, portion by portion. */
  publishCalendar: {
    method: 'POST',
    path: '/calendars/:region/publish',
    input: z.object({
      region: RegionCode,
      /** The version the changes were made to. */
      basedOn: Version,
      /** `kind` null: the day is again what its weekday says. */
      changes: z
        .array(z.object({ day: z.iso.date(), kind: DayKind.nullable(), note: z.string().trim().max(300).default('') }))
        .max(500),
      comment: Comment,
      commandId: CommandId,
    }),
    output: CalendarVersion,
    refusals: ['nothingChanged', 'calendarChangedMeanwhile'],
    allow: writers,
  },
  addCalendarRegion: {
    method: 'POST',
    path: '/calendars',
    input: z.object({ code: RegionCode, nameRu: Name, nameEn: Name, copyOf: RegionCode, commandId: CommandId }),
    output: z.object({ code: RegionCode }),
    refusals: ['regionExists'],
    allow: writers,
  },
  /** From now on what the branch reckons goes by this calendar; what was reckoned stays with the one it began with. */
  assignCalendar: {
    method: 'POST',
    path: '/calendars/:region/branches',
    input: z.object({ region: RegionCode, branchId: BranchId, commandId: CommandId }),
    output: z.object({ region: RegionCode, branchId: BranchId }),
    refusals: [],
    allow: writers,
  },
})

export const calendarFacts = {
  calendarPublished: fact({
    version: 1,
    payload: z.object({ region: RegionCode, version: Version, comment: z.string() }),
    rooms: () => [COMPANY],
  }),
  calendarAssigned: fact({
    version: 1,
    payload: z.object({ region: RegionCode, branchId: BranchId }),
    rooms: () => [COMPANY],
  }),
  /** Everything that was open has the due date it comes to by this version. */
  dueDatesMoved: fact({
    version: 1,
    payload: Counts.extend({ region: RegionCode, version: Version }),
    rooms: () => [COMPANY],
  }),
}
