import { Refusal } from '#shared/contract/contract'
import type { InstanceState } from '#shared/contract/instance'
import type { Context } from '../../db/context.ts'
import { onlySeen } from './guardInstances.ts'
import { instanceEngine } from './ports.ts'

type Input = {
  key?: string | undefined
  version?: number | undefined
  state?: InstanceState | undefined
  elementId?: string | undefined
  businessKey?: string | undefined
  variable?: string | undefined
  value?: string | undefined
  overdue?: 'true' | undefined
  withIncident?: 'true' | undefined
  after?: string | undefined
  limit: number
}

/** Newest first. A page may be shorter than asked for where cases of other branches were left out. Refusal: keyNeeded. */
export async function findInstances(input: Input, ctx: Context) {
  const { variable, value, overdue, withIncident, limit, ...rest } = input
  // both would otherwise be looked for in every instance there ever was
  if (rest.key === undefined && (rest.version !== undefined || variable !== undefined)) throw new Refusal('keyNeeded')
  const filter = {
    ...rest,
    variable: variable === undefined ? undefined : { name: variable, value: value ?? '' },
    isOverdue: overdue !== undefined,
    hasIncident: withIncident !== undefined,
    limit: limit + 1,
  }
  const found = await instanceEngine().find(filter, ctx)
  const items = found.slice(0, limit)
  return { items: await onlySeen(items, ctx), next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
}
