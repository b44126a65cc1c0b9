import { useRoute } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { ConsumerId, InteractionId } from '#shared/contract/ids'
import type { Place } from '../features/work/NowList'

export const paths = {
  work: '/',
  consumers: '/consumers',
  consumer: '/consumers/:consumerId',
  consumerContact: '/consumers/:consumerId/:interactionId',
  contact: '/contacts/:interactionId',
  visits: '/visits',
  supervisor: '/supervisor',
  case: '/cases/:caseId',
  tasks: '/tasks',
  task: '/tasks/:taskId',
  design: '/design',
  process: '/design/:key',
  calendar: '/calendar',
  terms: '/terms',
  competences: '/competences',
} as const

/** A consumer's page, with one contact brought forward; or the page of a contact whose person is not known yet. */
export function pathOf({ consumerId, interactionId }: Place): string {
  if (consumerId) return interactionId ? `/consumers/${consumerId}/${interactionId}` : `/consumers/${consumerId}`
  return interactionId ? `/contacts/${interactionId}` : paths.work
}

/** A step is done on the page of its case, any other task on its own. */
export const pathOfTask = ({ id, caseId }: { id: string; caseId: string | null }): string =>
  caseId ? pathOfCase({ id: caseId }) : `/tasks/${id}`

export const pathOfCase = ({ id }: { id: string }): string => `/cases/${id}`

export const pathOfProcess = ({ key }: { key: string }): string => `/design/${key}`

/** The address a colleague can open. */
export const linkTo = (place: Place): string => `${window.location.href.replace(/#.*$/, '')}#${pathOf(place)}`

export function useGo(): (path: string, options?: { replace?: boolean }) => void {
  return useHashLocation()[1]
}

/** The consumer and contact on the screen; both null on every other page. A broken id is no place. */
export function usePlace(): Place {
  const [, contact] = useRoute<{ interactionId: string }>(paths.contact)
  const [, consumer] = useRoute<{ consumerId: string }>(paths.consumer)
  const [, both] = useRoute<{ consumerId: string; interactionId: string }>(paths.consumerContact)
  const consumerId = ConsumerId.safeParse(both?.consumerId ?? consumer?.consumerId)
  const interactionId = InteractionId.safeParse(both?.interactionId ?? contact?.interactionId)
  return { consumerId: consumerId.data ?? null, interactionId: interactionId.data ?? null }
}
