import type { Context } from '../db/context.ts'
import { askIn } from './ask.ts'
import type { Definition } from './definition.ts'

const CALLS = 'select distinct on (key) key, calls from engine_definition order by key, version desc'

/** The way by which a process would call itself, through the newest versions of the others; null when there is none. */
export async function callCycle({ key, calls }: Definition, ctx: Context): Promise<string[] | null> {
  if (calls.length === 0) return null
  const rows = await askIn(ctx)<{ key: string; calls: string[] }>(CALLS, [])
  const callsOf = new Map<string, readonly string[]>(rows.map((row) => [row.key, row.calls]))
  const seen = new Set<string>()
  const open = calls.map((called) => [key, called])
  for (let way = open.pop(); way; way = open.pop()) {
    const last = way.at(-1) ?? ''
    if (last === key) return way
    if (seen.has(last)) continue
    seen.add(last)
    open.push(...(callsOf.get(last) ?? []).map((called) => [...way, called]))
  }
  return null
}
