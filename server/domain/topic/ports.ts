import type { AppealKind } from '#shared/contract/appeal'
import type { TopicCode, UnitCode } from '#shared/contract/topic'
import type { Context } from '../../db/context.ts'

/** Who answers each, as the deployed table says; the processes fill it, for the domain may not look up at them. */
export type TopicRoute = (matters: { topic: TopicCode; kind: AppealKind }[], ctx: Context) => Promise<UnitCode[]>

let connected: TopicRoute | undefined

/** Called once, by whoever composes the server. */
export function connectTopicRoute(route: TopicRoute): void {
  connected = route
}
export function topicRoute(): TopicRoute {
  if (!connected) throw new Error('the processes are not connected to the topics')
  return connected
}
