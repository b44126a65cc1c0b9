import type { BindingAbout } from '#shared/contract/process'
import type { Context } from '../../db/context.ts'
import type { EngineDeployment, ProcessEngine } from '../../domain/process/index.ts'
import { makeEngine, ProcessRefused, type ProcessWork, type Works } from '../../engine/index.ts'
import { newestVersions, versionsOf, xmlOf } from './definitions.ts'

/** The engine as the design room sees it: drawings in, versions out. */
export const processEngineOver = (works: Works, bindings: readonly BindingAbout[]): ProcessEngine => ({
  deploy: (input, ctx) => deploy(works, input, ctx),
  newest: newestVersions,
  versions: versionsOf,
  xml: xmlOf,
  bindings,
  canRun: (key) => Object.hasOwn(works, key),
})

async function deploy(works: Works, { xml }: { xml: string }, ctx: Context): Promise<EngineDeployment> {
  const key = /<(?:\w+:)?process\s[^>]*\bid="([^"]+)"/.exec(xml)?.[1] ?? ''
  try {
    const deployed = await makeEngine(worksFor(works, key)).deploy({ xml }, ctx)
    const [newest] = await versionsOf({ key: deployed.key }, ctx)
    return { key: deployed.key, name: newest?.name ?? deployed.key, version: deployed.version, isNew: deployed.isNew }
  } catch (error) {
    if (error instanceof ProcessRefused) return { problems: error.problems }
    throw error
  }
}

/** A process nobody has written work for may be drawn with the work there is; it waits for its own before it can run. */
function worksFor(works: Works, key: string): Works {
  if (Object.hasOwn(works, key)) return works
  const services: ProcessWork['services'] = Object.assign({}, ...Object.values(works).map((work) => work.services))
  const drawnOnly = async () => {
    throw new Error(`process ${key} is drawn only: no work is known for its steps`)
  }
  const outside: ProcessWork['outside'] = Object.assign({}, ...Object.values(works).map((work) => work.outside))
  return { ...works, [key]: { services, outside, taskEntered: drawnOnly, taskLeft: drawnOnly } }
}
