import type { TriedProcess } from '#shared/contract/process'
import type { TrialMove } from '#shared/contract/trial'
import type { Context } from '../../db/context.ts'
import { compile, tryProcess, type Works } from '../../engine/index.ts'
import { newestVersions, xmlOf } from './definitions.ts'

type Input = { xml: string; variables: Record<string, unknown>; moves: readonly TrialMove[] }

/** A drawing on trial, with the processes it calls as they run now. */
export async function tryOut(works: Works, { xml, variables, moves }: Input, ctx: Context): Promise<TriedProcess> {
  const services = new Set(Object.values(works).flatMap((work) => Object.keys(work.services)))
  const called = await calledBy(xml, services, ctx)
  const tried = await tryProcess({ xml, called, services, variables, now: ctx.now }, moves)
  return tried.outcome === 'refused' ? { outcome: 'refused', problems: [...tried.problems] } : tried
}

/** Drawings of what it calls, of what that calls, and so on, each once. */
async function calledBy(xml: string, services: ReadonlySet<string>, ctx: Context): Promise<string[]> {
  const versions = new Map((await newestVersions(ctx)).map(({ key, version }) => [key, version]))
  const found = new Map<string, string>()
  const open = [xml]
  for (let text = open.pop(); text; text = open.pop()) {
    const { definition } = await compile(text, services)
    for (const key of definition?.calls ?? []) {
      const version = versions.get(key)
      const called = version === undefined || found.has(key) ? null : await xmlOf({ key, version }, ctx)
      if (called === null) continue
      found.set(key, called)
      open.push(called)
    }
  }
  return [...found.values()]
}
