import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const LARGEST_BYTES = 1024 * 1024

/** What went wrong, for whoever has to mend it: the kind of error and the place, never its text, which may quote a person's data. */
export function openLog(file: string): (where: string, error: unknown) => void {
  return (where, error) => {
    mkdirSync(dirname(file), { recursive: true })
    if (existsSync(file) && statSync(file).size > LARGEST_BYTES) renameSync(file, `${file}.old`)
    appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), where, ...described(error) })}\n`)
  }
}

function described(error: unknown) {
  if (!(error instanceof Error)) return { kind: typeof error }
  const code = 'code' in error ? String(error.code) : undefined
  const stack = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return { kind: error.name, code, stack: stack?.slice(0, 6).map((line) => line.trim()) }
}
