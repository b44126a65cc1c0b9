import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'

/** The value of `--name=value`, as Chromium's own switches are written. */
export function switchOf(name: string): string | undefined {
  return process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3)
}

export const appPath = process.env.HOST_APP_PATH ?? process.cwd()

const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  main: z.string(),
  productName: z.string().optional(),
})
export const manifest = Manifest.parse(JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')))

const electronManifest: unknown = createRequire(import.meta.url)('electron/package.json')
export const electronVersion = z.object({ version: z.string() }).parse(electronManifest).version

/** What the process that runs the program and the test that drives it say to each other. */
export type ToTest =
  | { type: 'chromium'; url: string }
  | { type: 'window'; targetId: string }
  | { type: 'result'; id: number; value?: unknown; error?: string }
export type FromTest = { type: 'quit' } | { type: 'evaluate'; id: number; code: string; given: unknown }

export const tellTest = (message: ToTest): void => {
  process.send?.(message)
}
