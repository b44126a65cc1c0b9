import { sql } from 'kysely'
import type { BenchServer } from './server.ts'

/** Gives a consumer of the demo 10,000 contacts over five years, of every channel, and answers the id. */
export async function withTenThousand(server: BenchServer): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`select id from consumer where name = 'Шарафутдинова Гульнара Ильдаровна' limit 1`.execute(server.db)
  const id = rows[0]?.id
  if (!id) throw new Error("the tour's consumer is not there")
  await sql`
    insert into interaction (id, consumer_id, branch_id, channel, direction, state, subject, preview, staff_id, started_at, ended_at, last_at, detail)
    select gen_random_uuid(), c.id, c.branch_id, (array['phone','mail','chat','portal','visit','note'])[1 + n % 6], 'in', 'ended',
      'Обращение № ' || n, 'Третий вечер подряд напряжение падает до 190 В, прошу прислать бригаду, запись ' || n,
      (select id from staff where login = 'agent1'), now() - n * interval '4 hours', now() - n * interval '4 hours', now() - n * interval '4 hours', '{}'
    from consumer c, generate_series(1, 10000) n where c.id = ${id}`.execute(server.db)
  await sql`analyze interaction`.execute(server.db)
  return id
}
