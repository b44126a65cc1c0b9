import { Missing, Refusal } from '#shared/contract/contract'
import type { Deployment, ProcessKey } from '#shared/contract/process'
import type { Context } from '../../db/context.ts'
import { processEngine } from './ports.ts'
import { recordVersion } from './recordVersion.ts'

type Input = { key: ProcessKey; version: number; comment: string }

/**
 * Deploys an earlier drawing anew as the newest version: history only grows. What the engine now has against it comes back as a
 * value. Throws Missing('noSuchVersion'); refusal: alreadyRunning.
 */
export async function rollBackProcess({ key, version, comment }: Input, ctx: Context): Promise<Deployment> {
  const xml = await processEngine().xml({ key, version }, ctx)
  if (xml === null) throw new Missing('noSuchVersion')
  const deployed = await processEngine().deploy({ xml }, ctx)
  if ('problems' in deployed) return { outcome: 'refused', problems: [...deployed.problems] }
  if (!deployed.isNew) throw new Refusal('alreadyRunning')
  await recordVersion({ key, name: deployed.name, version: deployed.version, comment, rolledBackTo: version }, ctx)
  return { outcome: 'deployed', version: deployed.version }
}
