import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import type { Okno } from '../setup/okno.ts'

const Ready = z.object({ databaseUrl: z.string() })
const Person = z.object({ phone: z.string(), id: z.string(), name: z.string() })
export type Person = z.infer<typeof Person>

/** The database of a running demo, for what no screen shows and for settings that have no screen yet. */
export async function openDatabaseOf(okno: Okno) {
  const { databaseUrl } = Ready.parse(JSON.parse(await readFile(join(okno.folder, 'ready.json'), 'utf8')))
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const rows = async (text: string, values: unknown[] = []) => (await client.query(text, values)).rows
  return {
    rows,
    close: () => client.end(),
    /** People whose number is nobody else's, in a fixed order. */
    async peopleWithOwnNumber(count: number): Promise<Person[]> {
      const found = await rows(
        `select p.phone, min(c.id::text) as id, min(c.name) as name from consumer_phone p join consumer c on c.id = p.consumer_id
         where p.phone like '+79%' group by p.phone having count(*) = 1 order by p.phone limit $1`,
        [count],
      )
      return z.array(Person).parse(found)
    },
    async nameOf(login: string): Promise<string> {
      const [row] = await rows('select name from staff where login = $1', [login])
      return z.object({ name: z.string() }).parse(row).name
    },
    setSetting: (name: string, value: unknown) =>
      rows(`insert into setting (name, valid_from, value, source) values ($1, now(), $2, 'test')`, [
        name,
        JSON.stringify(value),
      ]),
  }
}
export type DemoDatabase = Awaited<ReturnType<typeof openDatabaseOf>>
