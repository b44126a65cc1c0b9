import type { InteractionId } from '#shared/contract/ids'
import type { Ports } from '../../http/handlers.ts'
import type { Db } from '../database.ts'

/** The outside of a test world: nothing is connected, so whatever needs it says so. */
export const testPorts: Ports = {}

export const testFindVisitor = (_db: Db) => async (_token: string): Promise<InteractionId | undefined> => undefined
