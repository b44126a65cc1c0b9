import type { Context } from '../../db/context.ts'
import type { EngineDeployment, ProcessEngine } from '../../domain/process/index.ts'
import { makeEngine, ProcessRefused, tryDecision, type Works } from '../../engine/index.ts'
import { checkCarried } from './checkCarried.ts'
import { newestDecisions, newestVersions, versionsOf, xmlOf } from './definitions.ts'
import { tryOut } from './tryOut.ts'

type Offered = Pick<ProcessEngine, 'bindings' | 'forms'>

/** The engine as the design room sees it: drawings in, versions out. */
export const processEngineOver = (works: Works, offered: Offered): ProcessEngine => ({
  deploy: (input, ctx) => deploy(works, input, ctx),
  newest: newestVersions,
  versions: versionsOf,
  xml: xmlOf,
  ...offered,
  decisions: newestDecisions,
  tryProcess: (input, ctx) => tryOut(works, input, ctx),
  async tryDecision({ dmn, decision, inputs }) {
    const tried = await tryDecision(dmn, decision, inputs)
    return tried.outcome === 'refused' ? { outcome: 'refused', problems: [...tried.problems] } : tried
  },
  hasOwnWork: (key) => Object.hasOwn(works, key),
})

async function deploy(works: Works, { xml }: { xml: string }, ctx: Context): Promise<EngineDeployment> {
  const problems = await checkCarried(xml, works, ctx)
  if (problems.length > 0) return { problems }
  try {
    const deployed = await makeEngine(works).deploy({ xml }, ctx)
    const [newest] = await versionsOf({ key: deployed.key }, ctx)
    return { key: deployed.key, name: newest?.name ?? deployed.key, version: deployed.version, isNew: deployed.isNew }
  } catch (error) {
    if (error instanceof ProcessRefused) return { problems: error.problems }
    throw error
  }
}
