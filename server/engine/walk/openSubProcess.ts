import type { SubProcess } from '../definition.ts'
import { type Run, setVariables, type Token, variablesSeen } from '../run.ts'
import { contextOf } from './assign.ts'
import { spawn } from './leave.ts'
import { openScope } from './scopes.ts'
import { watchBoundary, watchEventSubProcesses } from './watch.ts'

/** Goes inside: the token holds the new scope, another one starts in it. */
export async function openSubProcess(run: Run, token: Token, element: SubProcess): Promise<void> {
  const input = element.input ? contextOf(element.input, variablesSeen(run, token.scopeNo)) : {}
  const holder = openScope(run, token)
  setVariables(run, holder.scopeNo, input)
  await watchBoundary(run, holder, element)
  await watchEventSubProcesses(run, holder.scopeNo, holder, element.eventSubProcesses)
  spawn(run, holder.scopeNo, element.start)
}
