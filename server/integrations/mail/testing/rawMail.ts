import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Envelope, ParsedMail } from '../parsedMail.ts'
import { RawStore } from '../rawStore.ts'
import { readMail } from '../readMail.ts'

/** Reads a mail given as text (UTF-8) or bytes, the way one from outside is read: over the store on disk. */
export async function read(source: string | Buffer, envelope?: Envelope): Promise<ParsedMail> {
  const folder = await mkdtemp(join(tmpdir(), 'okno-mail-'))
  try {
    const store = new RawStore(folder, 60_000_000)
    const bytes = typeof source === 'string' ? Buffer.from(source.replace(/\r?\n/g, '\r\n')) : source
    return await readMail(await store.keep(Readable.from([bytes])), envelope)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
