import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const Secrets = z.object({ signingKey: z.string().min(32) })
export type Secrets = z.infer<typeof Secrets>

/** From the environment (OKNO_SIGNING_KEY), else generated on first start and kept, readable by the owner only. */
export async function keptSecrets(folder: string): Promise<Secrets> {
  const given = process.env.OKNO_SIGNING_KEY
  if (given) return Secrets.parse({ signingKey: given })
  const file = join(folder, 'secrets.json')
  if (existsSync(file)) return Secrets.parse(JSON.parse(await readFile(file, 'utf8')))
  const made = { signingKey: randomBytes(48).toString('base64url') }
  await writeFile(file, JSON.stringify(made), { mode: 0o600 })
  return made
}
