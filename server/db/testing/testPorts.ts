import { findVisitor } from '../../domain/chat/index.ts'
import type { Ports } from '../../http/handlers.ts'
import type { FindVisitor } from '../../http/whoCalls.ts'
import type { Db } from '../database.ts'

/** The outside of a test world: nothing is connected, so whatever needs it says so. */
export const testPorts: Ports = {
  call: { sipDomain: 'okno.test', hasCallerLines: true },
  mail: { writeFromOutside: null },
}

export const testFindVisitor =
  (db: Db): FindVisitor =>
  (token) =>
    findVisitor({ token }, { tx: db, now: new Date() })
