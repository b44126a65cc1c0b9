import { z } from 'zod'
import { endpoints } from './contract.ts'
import { ProcessKey } from './suggestion.ts'

/** The 30 topics of appeals, in the order of their groups. */
export const TopicGroup = z.enum(['quality', 'connection', 'metering', 'transmission', 'land', 'service'])
export type TopicGroup = z.infer<typeof TopicGroup>
export const TopicCode = z
  .string()
  .regex(/^[a-z][a-zA-Z]{2,40}$/)
  .brand<'TopicCode'>()
export type TopicCode = z.infer<typeof TopicCode>

/** The department of a branch that answers. */
export const UnitCode = z.enum([
  'quality',
  'operations',
  'connection',
  'metering',
  'transmission',
  'property',
  'service',
])
export type UnitCode = z.infer<typeof UnitCode>

export const Topic = z.object({
  code: TopicCode,
  group: TopicGroup,
  nameRu: z.string(),
  nameEn: z.string(),
  /** The unit that answers unless the classifier says otherwise. */
  unit: UnitCode,
  /** The process its cases go by: an appeal may be about a topic of appeals only. */
  process: ProcessKey.default(ProcessKey.parse('appeal')),
})
export type Topic = z.infer<typeof Topic>
export const Unit = z.object({ code: UnitCode, nameRu: z.string(), nameEn: z.string() })
export type Unit = z.infer<typeof Unit>

export const topicEndpoints = endpoints({
  /** Public: the portal offers the same topics. */
  listTopics: {
    method: 'GET',
    path: '/topics',
    input: z.object({}),
    output: z.object({ topics: z.array(Topic), units: z.array(Unit) }),
    refusals: [],
    allow: 'anyone',
  },
})
