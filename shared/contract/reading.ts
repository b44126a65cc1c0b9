import { z } from 'zod'
import { CommandId, endpoints, fact, type Room } from './contract.ts'
import { BranchId, ConsumerId, InteractionId, MeterId, ReadingId, TaskId } from './ids.ts'

/** A register of a meter. */
export const Zone = z.enum(['total', 'day', 'night', 'peak', 'halfPeak'])
export type Zone = z.infer<typeof Zone>
/** Whole kilowatt-hours by zone. */
export const ZoneValues = z.partialRecord(Zone, z.number().int().min(0).max(999_999_999_999))
export type ZoneValues = z.infer<typeof ZoneValues>

/** What the control has found; whether it matters is decided by the table `readingVerdict`. */
export const ReadingFinding = z.enum([
  'belowPrevious',
  'rolledOver',
  'aboveAverage',
  'abovePower',
  'zeroLong',
  'duplicate',
  'otherOfSameDay',
  'notNewest',
  'futureDate',
  'outsideWindow',
  'zonesMismatch',
  'zoneSumDiffers',
  'tooManyDigits',
  'beforeInstallation',
  'meterReplaced',
  'meterRemoved',
  'verificationExpired',
  'telemetryDiffers',
])
export type ReadingFinding = z.infer<typeof ReadingFinding>

export const ReadingVerdict = z.enum(['accept', 'remark', 'askAgain', 'check'])
export type ReadingVerdict = z.infer<typeof ReadingVerdict>

/**
 * accepted; repeated: known already, nothing has changed; askedAgain → replaced by the next one, or lapsed; inCheck with a
 * specialist → accepted, askedAgain or rejected.
 */
export const ReadingState = z.enum(['accepted', 'repeated', 'askedAgain', 'replaced', 'lapsed', 'inCheck', 'rejected'])
export type ReadingState = z.infer<typeof ReadingState>
export const ReadingChannel = z.enum(['phone', 'visit', 'chat', 'portal', 'mail', 'import'])
export type ReadingChannel = z.infer<typeof ReadingChannel>

export const Reading = z.object({
  id: ReadingId,
  meterId: MeterId,
  meterNumber: z.string(),
  accountNumber: z.string(),
  consumerId: ConsumerId,
  branchId: BranchId,
  takenOn: z.iso.date(),
  values: ZoneValues,
  channel: ReadingChannel,
  state: ReadingState,
  findings: z.array(ReadingFinding),
  /** Since the accepted reading before it; null where there is none or the values say nothing. */
  consumptionKwh: z.number().int().nullable(),
  /** How many times in a row it was asked for. */
  attempt: z.number().int(),
  /** What a specialist wrote. */
  remark: z.string().nullable(),
  interactionId: InteractionId.nullable(),
  receivedAt: z.iso.datetime(),
  /** While it is asked for again: until when the next one is waited for. */
  askUntil: z.iso.datetime().nullable(),
})
export type Reading = z.infer<typeof Reading>

export const Meter = z.object({
  id: MeterId,
  number: z.string(),
  accountNumber: z.string(),
  address: z.string(),
  tariff: z.string(),
  zones: z.array(Zone),
  digits: z.number().int().nullable(),
  permittedKw: z.number().nullable(),
  verifiedUntil: z.iso.date().nullable(),
  removedOn: z.iso.date().nullable(),
})
export type Meter = z.infer<typeof Meter>

/** What a person may know of a meter whose number or account they typed: enough to fill in the form. */
export const OfferedMeter = z.object({
  id: MeterId,
  numberEnd: z.string(),
  zones: z.array(Zone),
  digits: z.number().int().nullable(),
})
export type OfferedMeter = z.infer<typeof OfferedMeter>

/** What was done with a reading, in words for the person who gave it. */
export const ReadingOutcome = z.object({
  state: ReadingState,
  findings: z.array(ReadingFinding),
  text: z.string(),
})
export type ReadingOutcome = z.infer<typeof ReadingOutcome>

export const HandOverRow = z.object({
  readingId: ReadingId,
  zone: Zone,
  accountNumber: z.string(),
  meterNumber: z.string(),
  takenOn: z.iso.date(),
  valueKwh: z.number().int(),
})
export type HandOverRow = z.infer<typeof HandOverRow>

/** As a person typed it: an account or the number of a meter. */
export const AccountOrMeter = z.string().trim().min(4).max(20)
const Given = z.object({ meterId: MeterId, takenOn: z.iso.date(), values: ZoneValues })
const workers = ['agent', 'clerk', 'specialist', 'supervisor'] as const
const readers = [...workers, 'analyst', 'administrator', 'auditor'] as const

export const readingEndpoints = endpoints({
  /** The meters of a consumer with their newest readings, newest first. */
  listReadings: {
    method: 'GET',
    path: '/consumers/:consumerId/readings',
    input: z.object({ consumerId: ConsumerId, perMeter: z.coerce.number().int().min(1).max(36).default(4) }),
    output: z.array(z.object({ meter: Meter, readings: z.array(Reading) })),
    refusals: [],
    allow: readers,
  },
  /** Staff write down what a consumer says; `interactionId` is the contact in which it was said. */
  takeReading: {
    method: 'POST',
    path: '/consumers/:consumerId/readings',
    input: Given.extend({
      consumerId: ConsumerId,
      interactionId: InteractionId.optional(),
      commandId: CommandId,
    }),
    output: z.object({ reading: Reading, text: z.string() }),
    refusals: ['meterUnknown', 'interactionOfAnother', 'nothingGiven'],
    allow: workers,
  },
  /** The reading that a specialist's task is about, with what is known of its meter. */
  openReadingOfTask: {
    method: 'GET',
    path: '/tasks/:taskId/reading',
    input: z.object({ taskId: TaskId }),
    output: z.object({
      reading: Reading,
      meter: Meter,
      previous: Reading.nullable(),
      telemetry: ZoneValues.nullable(),
    }),
    refusals: [],
    allow: readers,
  },
  /**
   * The next batch for an adjacent system. The same batch comes again until the receiver names it in `confirmed`; a row is told
   * from its repeat by reading and zone.
   */
  takeHandOver: {
    method: 'POST',
    path: '/reading-batches',
    input: z.object({
      receiver: z.string().min(1).max(40).default('billing'),
      confirmed: z.uuid().nullable().default(null),
      limit: z.number().int().min(1).max(10_000).default(1_000),
      commandId: CommandId,
    }),
    output: z.object({ batchId: z.uuid().nullable(), rows: z.array(HandOverRow) }),
    refusals: ['receiverUnknown', 'batchUnknown'],
    allow: ['integration'],
  },
  /** What the smart-metering system read by itself; a day that is already there is written over. */
  reportTelemetry: {
    method: 'POST',
    path: '/telemetry-readings',
    input: z.object({
      rows: z
        .array(z.object({ meterNumber: z.string().min(1).max(40), takenOn: z.iso.date(), values: ZoneValues }))
        .min(1)
        .max(5_000),
      commandId: CommandId,
    }),
    output: z.object({ kept: z.number().int(), unknown: z.array(z.string()) }),
    refusals: [],
    allow: ['integration'],
  },
})

const readingRooms = (p: { reading: Reading }): Room[] => [`consumer:${p.reading.consumerId}`]

export const readingFacts = {
  readingReceived: fact({ version: 1, payload: z.object({ reading: Reading }), rooms: readingRooms }),
  /** Accepted, asked for again, sent for check, rejected or lapsed; the payload is the whole reading. */
  readingDecided: fact({ version: 1, payload: z.object({ reading: Reading }), rooms: readingRooms }),
  /** A portion of a file: its rows are told as sums, not one by one. */
  readingsImported: fact({
    version: 1,
    payload: z.object({
      importId: z.uuid(),
      accepted: z.number().int(),
      repeated: z.number().int(),
      inCheck: z.number().int(),
      rejected: z.number().int(),
    }),
    rooms: () => ['company:all'],
  }),
  readingBatchTaken: fact({
    version: 1,
    payload: z.object({ receiver: z.string(), batchId: z.uuid(), rowCount: z.number().int() }),
    rooms: () => [],
  }),
  telemetryReported: fact({ version: 1, payload: z.object({ kept: z.number().int() }), rooms: () => [] }),
}
