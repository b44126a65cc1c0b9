import { createHash } from 'node:crypto'
import pg from 'pg'

/** Statements one connection keeps prepared at most: what is composed on the fly must not fill the server's memory. */
const MOST_PREPARED = 500
const PREPARABLE = /^\s*(select|insert|update|delete|with)\b/i

const names = new Map<string, string>()
const seen = new Set<string>()

/** A name for a statement that comes a second time; the same on every connection. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (names.size >= MOST_PREPARED || !PREPARABLE.test(text)) return undefined
  if (!seen.has(text)) {
    if (seen.size > 4 * MOST_PREPARED) seen.clear()
    seen.add(text)
    return undefined
  }
  const name = createHash('sha1').update(text).digest('base64url')
  names.set(text, name)
  return name
}

/** Has PostgreSQL parse a repeated statement once a connection, and plan it anew only while that is worth it. */
export class PreparingClient extends pg.Client {
  // pg's own signature is six overloads; only the one the query builder uses is changed
  override query: pg.Client['query'] = ((...args: Parameters<pg.Client['query']>) => {
    const [text, values] = args as unknown[]
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined
    const changed = name ? [{ name, text, values }, ...(args as unknown[]).slice(2)] : args
    return Reflect.apply(pg.Client.prototype.query, this, changed)
  }) as pg.Client['query']
}
