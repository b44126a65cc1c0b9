import { type Activity, type Element, isActivity, type SendTask, type ServiceTask } from '../definition.ts'
import { type Run, record, type Token } from '../run.ts'
import { isBody, isRound } from './detail.ts'
import { enterRounds } from './enterRounds.ts'
import { end, throwEvent, waitForEvent } from './events.ts'
import { finish } from './finish.ts'
import { enterGateway } from './gateways.ts'
import { leave } from './leave.ts'
import { openSubProcess } from './openSubProcess.ts'
import { scopeOf } from './scopes.ts'
import { call, decide, runScript, send, serve, waitForMessage, waitForPerson } from './tasks.ts'

/** A token has come to an element: it goes on, waits or ends. Whatever throws here has changed nothing. */
export async function enter(run: Run, token: Token, element: Element): Promise<void> {
  if (isActivity(element)) return enterActivity(run, token, element)
  switch (element.kind) {
    case 'start':
    case 'boundary':
      return leave(run, token, element)
    case 'end':
      return end(run, token, element)
    case 'catch':
      return waitForEvent(run, token, element)
    case 'throw':
      return throwEvent(run, token, element)
    default:
      return enterGateway(run, token, element)
  }
}

const isOutside = (element: Activity): element is (ServiceTask | SendTask) & { binding: string } =>
  (element.kind === 'serviceTask' || element.kind === 'sendTask') && element.binding !== null

async function enterActivity(run: Run, token: Token, element: Activity): Promise<void> {
  // a call to the outside that is made again: its rounds and its scope are already there
  if (isOutside(element) && isBody(scopeOf(run, token), element.id)) return serve(run, token, element, element.binding)
  const isOneRound = isRound(scopeOf(run, token), element.id)
  if (element.loop && !isOneRound) return enterRounds(run, token, element, element.loop)
  if (isOneRound) record(run, 'entered', element.id, token.no)
  switch (element.kind) {
    case 'userTask':
      return waitForPerson(run, token, element)
    case 'serviceTask':
      return serve(run, token, element, element.binding)
    case 'sendTask':
      return send(run, token, element)
    case 'receiveTask':
      return waitForMessage(run, token, element)
    case 'scriptTask':
      return runScript(run, token, element)
    case 'ruleTask':
      return decide(run, token, element)
    case 'manualTask':
      return finish(run, token, element, {})
    case 'subProcess':
      return openSubProcess(run, token, element)
    case 'callActivity':
      return call(run, token, element)
  }
}
