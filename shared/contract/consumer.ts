import { z } from 'zod'
import { CommandId, endpoints, fact } from './contract.ts'
import { BranchId, ConsumerId } from './ids.ts'

export const ConsumerKind = z.enum(['person', 'soleTrader', 'organization'])
export type ConsumerKind = z.infer<typeof ConsumerKind>
export const ConsumerFlag = z.enum(['protected', 'vip', 'conflict', 'repeatAppeal'])

export const MeteringPoint = z.object({
  id: z.uuid(),
  address: z.string(),
  meterNumber: z.string(),
  feeder: z.string(),
  tariff: z.string(),
})
export type MeteringPoint = z.infer<typeof MeteringPoint>
export const Account = z.object({
  id: z.uuid(),
  number: z.string(),
  supplier: z.string(),
  meteringPoints: z.array(MeteringPoint),
})
export type Account = z.infer<typeof Account>

/** A line of a result list: enough to recognise the person by. */
export const ConsumerLine = z.object({
  id: ConsumerId,
  kind: ConsumerKind,
  name: z.string(),
  address: z.string().nullable(),
  accountNumber: z.string().nullable(),
  phone: z.string().nullable(),
  branchId: BranchId,
})
export type ConsumerLine = z.infer<typeof ConsumerLine>

/** The card: everything an agent sees of one consumer beside the timeline. Phones are E.164. */
export const Consumer = ConsumerLine.extend({
  branchName: z.string(),
  inn: z.string().nullable(),
  phones: z.array(z.string()),
  emails: z.array(z.string()),
  flags: z.array(ConsumerFlag),
  accounts: z.array(Account),
  createdAt: z.iso.datetime(),
})
export type Consumer = z.infer<typeof Consumer>

export const Outage = z.object({
  id: z.uuid(),
  feeder: z.string(),
  kind: z.enum(['planned', 'emergency']),
  reason: z.string(),
  startsAt: z.iso.datetime(),
  /** The term told to consumers; null while unknown. */
  endsAt: z.iso.datetime().nullable(),
})
export type Outage = z.infer<typeof Outage>

const readers = ['agent', 'clerk', 'specialist', 'supervisor', 'analyst', 'administrator', 'auditor'] as const
const workers = ['agent', 'clerk', 'specialist', 'supervisor'] as const
const Phone = z.string().regex(/^\+\d{10,15}$/)

export const consumerEndpoints = endpoints({
  /** Part of a name, street and house, account, meter, last digits of a phone, email, case number. Ranked, at most 20. */
  searchConsumers: {
    method: 'GET',
    path: '/consumers',
    input: z.object({ q: z.string().trim().min(2).max(200) }),
    output: z.array(ConsumerLine),
    refusals: [],
    allow: readers,
  },
  openConsumer: {
    method: 'GET',
    path: '/consumers/:consumerId',
    input: z.object({ consumerId: ConsumerId }),
    output: z.object({ consumer: Consumer, outages: z.array(Outage) }),
    refusals: [],
    allow: readers,
  },
  createConsumer: {
    method: 'POST',
    path: '/consumers',
    input: z.object({
      kind: ConsumerKind,
      name: z.string().trim().min(2).max(300),
      phone: Phone.optional(),
      email: z.email().optional(),
      address: z.string().trim().max(300).optional(),
      /** Required of staff of the whole company; others create in their own branch. */
      branchId: BranchId.optional(),
      commandId: CommandId,
    }),
    output: Consumer,
    refusals: ['branchRequired'],
    allow: workers,
  },
})

export const consumerFacts = {
  consumerCreated: fact({
    version: 1,
    payload: z.object({ consumer: Consumer }),
    rooms: (p) => [`branch:${p.consumer.branchId}`],
  }),
  /** Every reading of a card is known: who, whose, when. The journal is the fact itself. */
  consumerOpened: fact({ version: 1, payload: z.object({ consumerId: ConsumerId }), rooms: () => [] }),
}
