import { Denied, Refusal } from '#shared/contract/contract'
import type { InstanceId } from '#shared/contract/ids'
import { type MigratedPortion, MOST_IN_PORTION, NodeMap } from '#shared/contract/migration'
import type { ProcessKey } from '#shared/contract/process'
import { announce } from '../../db/announce.ts'
import { type Context, staffOf } from '../../db/context.ts'
import { onlySeen } from './guardInstances.ts'
import { instanceEngine } from './ports.ts'

type Which = { key: ProcessKey; from: number; to: number; after?: string | undefined }

/** What migrateInstances would do with the same portion. Throws Missing('noSuchVersion'); refusals: sameVersion, badMap, elementUnknown. */
export async function previewMigration(
  { key, map, instanceId, ...which }: Which & { map: string; instanceId?: InstanceId | undefined },
  ctx: Context,
): Promise<MigratedPortion & { running: number }> {
  const instanceIds = instanceId && [instanceId]
  const input = { process: key, ...which, map: readMap(map), instanceIds, most: MOST_IN_PORTION }
  const { moved, refused, next } = await instanceEngine().previewMigration(input, ctx)
  const seen = await seenOf([...moved, ...refused.map((one) => one.instanceId)], ctx)
  return {
    moved: moved.filter((id) => seen.has(id)),
    refused: refused.filter((one) => seen.has(one.instanceId)),
    next,
    running: await instanceEngine().running({ key, version: which.from }, ctx),
  }
}

/**
 * Takes a portion of running instances to another version. Throws Denied('otherBranch') where some of them are not the actor's to
 * touch, Missing('noSuchVersion'); refusals: sameVersion, elementUnknown.
 */
export async function migrateInstances(
  input: Which & { map: NodeMap; instanceIds?: InstanceId[] | undefined; reason: string },
  ctx: Context,
): Promise<MigratedPortion> {
  const { key, from, to, map, instanceIds, after, reason } = input
  await guardAll(instanceIds, ctx)
  const wanted = { process: key, from, to, map, instanceIds, after, reason, most: MOST_IN_PORTION }
  const portion = await instanceEngine().migrate(wanted, ctx)
  const { moved } = portion
  const refused = portion.refused.map(({ instanceId }) => instanceId)
  if (moved.length + refused.length > 0)
    await announce(ctx, 'instancesMigrated', { key, from, to, map, moved, refused, reason })
  return portion
}

/** All that run are of every branch: only staff of the whole company take them all. */
async function guardAll(instanceIds: readonly InstanceId[] | undefined, ctx: Context): Promise<void> {
  if (staffOf(ctx).branchId === null) return
  const seen = instanceIds && (await seenOf(instanceIds, ctx))
  if (seen?.size !== instanceIds?.length || !instanceIds) throw new Denied('otherBranch')
}

async function seenOf(ids: readonly InstanceId[], ctx: Context): Promise<Set<InstanceId>> {
  const seen = await onlySeen(
    ids.map((id) => ({ id })),
    ctx,
  )
  return new Set(seen.map(({ id }) => id))
}

function readMap(text: string): NodeMap {
  try {
    return NodeMap.parse(JSON.parse(text))
  } catch {
    throw new Refusal('badMap')
  }
}
