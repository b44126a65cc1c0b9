import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'

const root = join(import.meta.dirname, '..')

const Port = z.coerce.number({ error: 'must be a number' }).int().min(0).max(65_535)
const Options = z.object({
  /** 0: any free port. */
  port: Port,
  host: z.string(),
  data: z.string(),
  isDemo: z.boolean(),
  mailPort: Port,
  databaseUrl: z.string().startsWith('postgres').optional(),
  /** A file that gets the addresses as JSON once the server answers; for tests and service managers. */
  ready: z.string().optional(),
})
export type Options = z.infer<typeof Options>

/** From the command line and the environment. Throws a sentence that a person can act on. */
export function readOptions(argv: readonly string[], env: NodeJS.ProcessEnv): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: 'string', default: env.OKNO_PORT ?? '8080' },
      host: { type: 'string', default: env.OKNO_HOST ?? '127.0.0.1' },
      data: { type: 'string', default: env.OKNO_DATA ?? join(root, '.data') },
      'no-demo': { type: 'boolean', default: false },
      'mail-port': { type: 'string', default: env.OKNO_MAIL_PORT ?? '2525' },
      ready: { type: 'string' },
    },
  })
  const parsed = Options.safeParse({
    port: values.port,
    host: values.host,
    data: resolve(values.data),
    isDemo: !values['no-demo'],
    mailPort: values['mail-port'],
    databaseUrl: env.DATABASE_URL || undefined,
    ready: values.ready,
  })
  if (parsed.success) return parsed.data
  throw new Error(parsed.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n'))
}
