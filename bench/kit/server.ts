import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PASSWORD, startOkno } from '../../e2e/setup/okno.ts'
import { openDatabase } from '../../server/db/database.ts'

/** The real server on demo data, and a pool of the bench's own on the same database. */
export async function startServer(env: Record<string, string> = {}) {
  const okno = await startOkno({ env: { OKNO_DEMO_CONSUMERS: '5000', ...env } })
  const ready: { pid: number; databaseUrl: string } = JSON.parse(readFileSync(join(okno.folder, 'ready.json'), 'utf8'))
  const db = openDatabase(ready.databaseUrl, 4)
  return {
    okno,
    db,
    pid: ready.pid,
    /** An access token and who it is. */
    async signIn(login: string): Promise<{ token: string; staffId: string }> {
      const response = await fetch(`${okno.url}/api/session/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login, password: PASSWORD, keep: 'token' }),
      })
      const body: { accessToken: string; me: { staffId: string } } = await response.json()
      return { token: body.accessToken, staffId: body.me.staffId }
    },
    async close() {
      await db.destroy()
      await okno.close()
    },
  }
}
export type BenchServer = Awaited<ReturnType<typeof startServer>>
