// node e2e/host/run.ts APP_FOLDER [switches]: what `electron APP_FOLDER` does, with the stand-in in place of the runtime.
import { registerHooks } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FromTest } from './place.ts'

const appPath = resolve(process.argv[2] ?? '.')
process.argv.splice(1, 1) // as Electron shows it: [executable, app, ...switches]
process.env.HOST_APP_PATH = appPath

const electron = await import('./electron.ts')
const { electronVersion, manifest, tellTest } = await import('./place.ts')
Object.defineProperty(process.versions, 'electron', { value: electronVersion, configurable: true })
Object.assign(process, { type: 'browser', resourcesPath: join(appPath, 'resources') })

const substitute = pathToFileURL(join(import.meta.dirname, 'electron.ts')).href
registerHooks({
  resolve: (id, context, next) =>
    id === 'electron' || id === 'electron/main'
      ? { url: substitute, format: 'module-typescript', shortCircuit: true }
      : next(id, context),
})

async function evaluate(id: number, code: string, given: unknown): Promise<void> {
  try {
    // biome-ignore lint/security/noGlobalEval: the test sends source, as Playwright's ElectronApplication.evaluate does
    const run: unknown = globalThis.eval(`(${code})`)
    if (typeof run !== 'function') throw new Error('a function was expected')
    tellTest({ type: 'result', id, value: await run(electron, given) })
  } catch (error) {
    tellTest({ type: 'result', id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
process.on('message', (message: FromTest) => {
  if (message.type === 'quit') electron.app.quit()
  else void evaluate(message.id, message.code, message.given)
})
process.on('disconnect', () => process.exit(0))
process.on('uncaughtException', (error) => {
  process.stderr.write(`Uncaught Exception: ${error.stack}\n`)
  void electron.app.end(1)
})
await import(pathToFileURL(join(appPath, manifest.main)).href)
