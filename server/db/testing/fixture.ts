import { sql } from 'kysely'
import type { Role } from '#shared/contract/contract'
import type { BranchId, ConsumerId, OfficeId, SessionId, StaffId } from '#shared/contract/ids'
import { createConsumer } from '../../domain/consumer/index.ts'
import { hashPassword } from '../../domain/session/index.ts'
import { type Context, inTransaction, type StaffActor } from '../context.ts'
import type { Db } from '../database.ts'
import { newId } from '../newId.ts'

export const PASSWORD = 'okno-demo'
export type Person = StaffActor & { login: string; sipUser: string | null }
// every world has the same password: argon2 is slow on purpose
const passwordHash = hashPassword(PASSWORD)

/** A company so small that a test can name everybody in it. */
export async function makeFixture(db: Db) {
  return inTransaction(db, { kind: 'system', name: 'fixture' }, async (ctx) => {
    const branch = await addBranch(ctx, 'K', 'Казанские сети')
    const otherBranch = await addBranch(ctx, 'A', 'Альметьевские сети')
    const office = await addOffice(ctx, branch, 'Казань-1')
    const otherOffice = await addOffice(ctx, otherBranch, 'Альметьевск')
    const add = (login: string, roles: Role[], branchId: BranchId | null, officeId: OfficeId | null = null) =>
      addStaff(ctx, login, roles, branchId, officeId)
    const staff = {
      agent: await add('agent', ['agent'], null),
      agent2: await add('agent2', ['agent'], null),
      clerk: await add('clerk', ['clerk'], branch, office),
      specialist: await add('specialist', ['specialist'], branch),
      supervisor: await add('supervisor', ['supervisor'], branch),
      otherBranchAgent: await add('otheragent', ['agent'], otherBranch),
      otherBranchClerk: await add('otherclerk', ['clerk'], otherBranch, otherOffice),
      analyst: await add('analyst', ['analyst'], null),
      admin: await add('admin', ['administrator'], null),
      auditor: await add('auditor', ['auditor'], null),
    }
    const consumer = await addConsumer(
      ctx,
      branch,
      'Шарафутдинова Гульнара Ильдаровна',
      '+79172345678',
      'gulnara@example.com',
      'Казань, ул. Баумана, 12-44',
    )
    const consumer2 = await addConsumer(
      ctx,
      branch,
      'Иванов Пётр Сергеевич',
      '+79173334455',
      'ivanov@example.com',
      'Казань, ул. Пушкина, 5-1',
    )
    const otherConsumer = await addConsumer(
      ctx,
      otherBranch,
      'Садыков Ильдар Маратович',
      '+79178889900',
      'sadykov@example.com',
      'Альметьевск, ул. Ленина, 7-3',
    )
    return { branch, otherBranch, office, otherOffice, staff, consumer, consumer2, otherConsumer }
  })
}

async function addBranch(ctx: Context, code: string, name: string): Promise<BranchId> {
  const id = newId<BranchId>()
  await sql`insert into branch (id, code, name) values (${id}, ${code}, ${name})`.execute(ctx.tx)
  return id
}
async function addOffice(ctx: Context, branchId: BranchId, name: string): Promise<OfficeId> {
  const id = newId<OfficeId>()
  await sql`insert into office (id, branch_id, name, address) values (${id}, ${branchId}, ${name}, ${`${name}, 1`})`.execute(
    ctx.tx,
  )
  return id
}
async function addStaff(
  ctx: Context,
  login: string,
  roles: Role[],
  branchId: BranchId | null,
  officeId: OfficeId | null,
): Promise<Person> {
  const id = newId<StaffId>()
  const sessionId = newId<SessionId>()
  const sipUser = roles.includes('agent') ? `sip-${login}` : null
  const name = `Сотрудник ${login}`
  await sql`
    insert into staff (id, login, name, roles, branch_id, office_id, password_hash, sip_user, sip_password)
    values (${id}, ${login}, ${name}, ${roles}, ${branchId}, ${officeId}, ${await passwordHash}, ${sipUser}, ${sipUser && 'sip-secret'})`.execute(
    ctx.tx,
  )
  await sql`insert into presence (staff_id, state, since) values (${id}, 'offline', ${ctx.now})`.execute(ctx.tx)
  await sql`
    insert into session (id, staff_id, refresh_hash, started_at, last_used_at, rotated_at, expires_at, keeps_cookie, user_agent, address)
    values (${sessionId}, ${id}, ${Buffer.from(sessionId)}, ${ctx.now}, ${ctx.now}, ${ctx.now}, ${ctx.now}::timestamptz + interval '1 day', false, 'test', '127.0.0.1')`.execute(
    ctx.tx,
  )
  return { kind: 'staff', id, name, login, roles, branchId, officeId, sessionId, sipUser }
}
async function addConsumer(
  ctx: Context,
  branchId: BranchId,
  name: string,
  phone: string,
  email: string,
  address: string,
): Promise<ConsumerId> {
  return (await createConsumer({ kind: 'person', name, phone, email, address, branchId }, ctx)).id
}
