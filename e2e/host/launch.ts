import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as playwright from 'playwright-core'
import { PageFinder } from './pageFinder.ts'
import type { FromTest, ToTest } from './place.ts'

export type LaunchOptions = { appDir: string; userData: string; args?: string[]; env?: Record<string, string> }

/** What tests may ask of the program: the part of Playwright's ElectronApplication that exists on the stand-in too. */
export type DesktopApp = {
  firstWindow(): Promise<playwright.Page>
  windows(): playwright.Page[]
  evaluate<Result, Given>(
    run: (electron: typeof import('electron'), given: Given) => Result | Promise<Result>,
    given: Given,
  ): Promise<Result>
  close(): Promise<void>
  /** SIGKILL, as when the power goes. */
  kill(): Promise<void>
}

/** The real binary, where `electron` has downloaded one. */
export function realElectron(appDir: string): string | undefined {
  const folder = join(appDir, 'node_modules/electron')
  const pointer = join(folder, 'path.txt')
  if (process.env.ELECTRON_EXEC_PATH) return process.env.ELECTRON_EXEC_PATH
  return existsSync(pointer) ? join(folder, 'dist', readFileSync(pointer, 'utf8')) : undefined
}

/** Playwright's own `_electron.launch` where there is a real Electron; else the same methods over the stand-in. */
export async function launch(options: LaunchOptions): Promise<DesktopApp> {
  const args = [options.appDir, `--user-data-dir=${options.userData}`, ...(options.args ?? [])]
  const executablePath = realElectron(options.appDir)
  return executablePath ? launchElectron(executablePath, args, options.env) : launchStandIn(args, options.env)
}

async function launchElectron(executablePath: string, args: string[], env: LaunchOptions['env']): Promise<DesktopApp> {
  const running = await playwright._electron.launch({
    executablePath,
    args: ['--no-sandbox', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', ...args],
    env: { ...definedEnv(), ...env },
  })
  return {
    firstWindow: () => running.firstWindow(),
    windows: () => running.windows(),
    evaluate: (run, given) => running.evaluate(run as never, given),
    close: () => running.close(),
    async kill() {
      const ended = once(running.process(), 'exit')
      running.process().kill('SIGKILL')
      await ended
    },
  }
}

const definedEnv = () =>
  Object.fromEntries(Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))

async function launchStandIn(args: string[], env: LaunchOptions['env']): Promise<DesktopApp> {
  const child = fork(join(import.meta.dirname, 'run.ts'), args, {
    env: { ...process.env, ...env },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  const finder = new PageFinder()
  const asked = new Questions(child)
  child.on('message', (message: ToTest) => {
    if (message.type === 'chromium') finder.connect(message.url)
    if (message.type === 'window') void finder.find(message.targetId)
    if (message.type === 'result') asked.answered(message)
  })
  const tooEarly = exited.then(([code]): never => {
    throw new Error(`the main process ended with ${code} before a window opened`)
  })
  tooEarly.catch(() => {})
  return {
    windows: () => [...finder.pages],
    firstWindow: () => Promise.race([finder.first, tooEarly]),
    evaluate: (run, given) => asked.ask(run.toString(), given) as never,
    async close() {
      if (child.connected) child.send({ type: 'quit' } satisfies FromTest)
      const lateness = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await exited
      clearTimeout(lateness)
      await finder.disconnect()
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
      await finder.disconnect()
    },
  }
}

class Questions {
  private child: ChildProcess
  private open = new Map<number, (answer: { value?: unknown; error?: string }) => void>()
  private lastId = 0
  constructor(child: ChildProcess) {
    this.child = child
  }
  ask(code: string, given: unknown): Promise<unknown> {
    const id = ++this.lastId
    return new Promise((resolve, reject) => {
      this.open.set(id, ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error))))
      this.child.send({ type: 'evaluate', id, code, given } satisfies FromTest)
    })
  }
  answered(message: { id: number; value?: unknown; error?: string }): void {
    this.open.get(message.id)?.(message)
    this.open.delete(message.id)
  }
}
