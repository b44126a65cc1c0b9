import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction } from '../db/context.ts'
import type { Db } from '../db/database.ts'
import { newId } from '../db/newId.ts'
import { hashPassword } from '../domain/session/index.ts'

/** On an empty database without demo data somebody must be able to sign in. Answers the password, which is kept nowhere else. */
export async function addFirstAdministrator(db: Db): Promise<{ login: string; password: string } | undefined> {
  return inTransaction(db, { kind: 'system', name: 'setup' }, async (ctx) => {
    const { rows } = await sql`select 1 from staff limit 1`.execute(ctx.tx)
    if (rows.length > 0) return undefined
    const password = randomBytes(12).toString('base64url')
    const roles = ['administrator']
    await sql`
      insert into staff (id, login, name, roles, password_hash)
      values (${newId()}, 'admin', 'Администратор', ${roles}, ${await hashPassword(password)})`.execute(ctx.tx)
    return { login: 'admin', password }
  })
}
