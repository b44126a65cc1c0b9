import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A process of ours, and the first line it wrote. */
export type Child = { line: string; pid: number; kill(): Promise<void> }

export async function startChild(program: string, args: readonly string[]): Promise<Child> {
  const child = spawn(process.execPath, [join(import.meta.dirname, program), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const errors: string[] = []
  child.stderr.on('data', (chunk) => errors.push(String(chunk)))
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${program} ended: ${errors.join('').slice(0, 2_000)}`)
  })
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended])
  ended.catch(() => undefined)
  return { line: String(line), pid: child.pid ?? 0, kill: () => kill(child) }
}

/** `kill -9`: it says good-bye to nobody. */
async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
