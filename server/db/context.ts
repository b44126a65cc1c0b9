import type { Kysely } from 'kysely'
import { Denied, type Role } from '#shared/contract/contract'
import type { BranchId, InteractionId, OfficeId, SessionId, StaffId } from '#shared/contract/ids'
import type { Db } from './database.ts'
import type { DB } from './schema.ts'

export type StaffActor = {
  kind: 'staff'
  id: StaffId
  name: string
  roles: readonly Role[]
  /** Null: the whole company. */
  branchId: BranchId | null
  officeId: OfficeId | null
  sessionId: SessionId
}
export type VisitorActor = { kind: 'visitor'; interactionId: InteractionId }
export type SystemActor = { kind: 'system'; name: string }
export type Actor = StaffActor | VisitorActor | SystemActor | { kind: 'anyone'; address: string }

/** What every verb gets beside its input. Inside a command `tx` is the transaction that also keeps the answer. */
export type Context = { tx: Kysely<DB>; actor: Actor; now: Date }

/** For work that comes from the outside world (a call, a mail, a timer) and not from a command over HTTP. */
export function inTransaction<T>(
  db: Db,
  actor: Actor,
  run: (ctx: Context) => Promise<T>,
  now = new Date(),
): Promise<T> {
  return db.transaction().execute((tx) => run({ tx, actor, now }))
}

export const isStaff = (actor: Actor): actor is StaffActor => actor.kind === 'staff'

/** The signed-in member of staff behind the call. Throws `Denied('staffOnly')` for anybody else. */
export function staffOf(ctx: Context): StaffActor {
  if (!isStaff(ctx.actor)) throw new Denied('staffOnly')
  return ctx.actor
}

/** Whether a row of this branch may be seen: staff of the whole company and the system see every branch. */
export function seesBranch(actor: Actor, branchId: string | null): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind !== 'staff') return false
  return actor.branchId === null || branchId === null || actor.branchId === branchId
}

/** How an actor stands in facts and commands. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'staff') return `staff:${actor.id}`
  if (actor.kind === 'visitor') return `visitor:${actor.interactionId}`
  return actor.kind === 'system' ? `system:${actor.name}` : 'anyone'
}
