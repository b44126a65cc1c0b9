import { z } from 'zod'
import { fact } from './contract.ts'

const instance = { instanceId: z.uuid(), process: z.string(), businessKey: z.string() }
const step = { ...instance, taskNo: z.number().int(), elementId: z.string() }

/** What a running process does that others live from. Told to no screen: the nouns tell their own story of it. */
export const processFacts = {
  processStepOpened: fact({ version: 1, payload: z.object(step), rooms: () => [] }),
  /** `how`: done by somebody · interrupted by an event at its border · cancelled with its instance. */
  processStepClosed: fact({
    version: 1,
    payload: z.object({ ...step, how: z.enum(['completed', 'interrupted', 'cancelled']) }),
    rooms: () => [],
  }),
  processEnded: fact({
    version: 1,
    payload: z.object({ ...instance, outcome: z.enum(['completed', 'cancelled']) }),
    rooms: () => [],
  }),
}
