import { Missing } from '#shared/contract/contract'
import type { ProcessKey } from '#shared/contract/process'
import type { Context } from '../../db/context.ts'
import { instanceEngine } from './ports.ts'

const DAY_MS = 86_400_000
type Input = { key: ProcessKey; version: number; days: number }

/** How a version is gone through: counts and times by node, of all branches, without a word of whose they are. Throws Missing('noSuchVersion'). */
export async function nodeStatistics({ key, version, days }: Input, ctx: Context) {
  const since = new Date(ctx.now.getTime() - days * DAY_MS)
  const found = await instanceEngine().statistics({ key, version, since }, ctx)
  if (!found) throw new Missing('noSuchVersion')
  return found
}
