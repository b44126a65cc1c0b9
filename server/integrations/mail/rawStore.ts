import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { RawMail } from './parsedMail.ts'

export class TooLarge extends Error {}

/** Keeps every mail as it came, under the hash of its bytes, on disk before anyone is told it was accepted. */
export class RawStore {
  readonly #folder: string
  readonly #limitBytes: number

  constructor(folder: string, limitBytes: number) {
    this.#folder = folder
    this.#limitBytes = limitBytes
  }

  async keep(source: Readable): Promise<RawMail> {
    const spool = join(this.#folder, 'spool', randomUUID())
    await mkdir(dirname(spool), { recursive: true })
    try {
      const counted = countingHash(this.#limitBytes)
      await pipeline(source, counted.stream, createWriteStream(spool))
      const { sha256, sizeBytes } = counted.result()
      const path = this.pathOf(sha256)
      await mkdir(dirname(path), { recursive: true })
      await syncFile(spool)
      await rename(spool, path)
      return { path, sha256, sizeBytes }
    } catch (error) {
      await rm(spool, { force: true })
      throw error
    }
  }

  /** What was being received when the server died: its senders were told nothing, and send it again. */
  async clearSpool(): Promise<void> {
    await rm(join(this.#folder, 'spool'), { recursive: true, force: true })
  }

  pathOf(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), `${sha256}.eml`)
  }
}

function countingHash(limitBytes: number) {
  const hash = createHash('sha256')
  let sizeBytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length
      hash.update(chunk)
      // The rest is read and dropped: the sender must hear the answer, not a broken connection.
      if (sizeBytes > limitBytes) done()
      else done(null, chunk)
    },
    flush(done) {
      done(sizeBytes > limitBytes ? new TooLarge(`more than ${limitBytes} bytes`) : null)
    },
  })
  return { stream, result: () => ({ sha256: hash.digest('hex'), sizeBytes }) }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
