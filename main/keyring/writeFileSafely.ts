import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'

/** Whole or not at all, also when the power goes: a file beside it, flushed, then renamed into its place. */
export function writeFileSafely(file: string, content: Buffer): void {
  const beside = `${file}.new`
  const handle = openSync(beside, 'w', 0o600)
  try {
    writeSync(handle, content)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(beside, file)
}
