import type { InstanceId } from '#shared/contract/ids'
import type { AfterInterference } from '#shared/contract/instance'
import type { Standing } from './ports.ts'

type On = { instanceId: InstanceId; reason: string }

export const after = ({ instanceId }: On, { state, incidents }: Standing): AfterInterference => ({
  instanceId,
  state,
  incidents,
})

/** What every fact about an interference says; who and when stand beside it. */
export const toldOf = ({ instanceId, reason }: On, { process, businessKey }: Standing) => ({
  instanceId,
  key: process,
  businessKey,
  reason,
})
