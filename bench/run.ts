// npm run bench -- NAME [--short]: prints one JSON object as its last line.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const [name, ...flags] = process.argv.slice(2)
const file = join(import.meta.dirname, `${name?.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}.ts`)
if (!name || name === 'run' || !existsSync(file)) {
  const names = readdirSync(import.meta.dirname).filter((one) => one.endsWith('.ts') && one !== 'run.ts')
  console.error(
    `Which one? ${names.map((one) => one.replace('.ts', '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)).join(', ')}`,
  )
  process.exit(2)
}
const { bench }: { bench: (isShort: boolean) => Promise<Record<string, unknown>> } = await import(file)
const figures = await bench(flags.includes('--short'))
console.log(JSON.stringify(figures))
process.exit(0)
