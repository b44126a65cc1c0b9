import type { Run } from '../run.ts'
import { reasons } from '../walk/reasons.ts'

/** What is wrong with an instance at rest; empty when nothing is. */
export function violations(run: Run): string[] {
  return [...lost(run), ...orphans(run), ...(run.instance.state === 'active' ? [] : leftovers(run))]
}

/** Every token waits for something that has a name. */
function lost(run: Run): string[] {
  return reasons(run).flatMap(({ token, reason }) =>
    reason === 'nothing' ? [`token ${token.no} at ${token.elementId} is lost (${token.state})`] : [],
  )
}

/** Nothing belongs to a token or a scope that is not there. */
function orphans(run: Run): string[] {
  const hasToken = (no: number | null) => no === null || no === 0 || run.tokens.get(no) !== undefined
  const hasScope = (no: number) => run.scopes.get(no) !== undefined
  const found: string[] = []
  for (const { no, tokenNo } of run.timers.all()) if (!hasToken(tokenNo)) found.push(`timer ${no} of nobody`)
  for (const { no, tokenNo, scopeNo } of [...run.subscriptions.all(), ...run.tasks.all()])
    if (!hasToken(tokenNo) || !hasScope(scopeNo)) found.push(`wait ${no} of nobody`)
  for (const { no, scopeNo } of [...run.tokens.all(), ...run.patches.all()])
    if (!hasScope(scopeNo)) found.push(`row ${no} in no scope`)
  for (const { no, parentNo } of run.scopes.all()) {
    if (parentNo === null) continue
    if (!hasScope(parentNo)) found.push(`scope ${no} in no scope`)
    if (!run.tokens.all().some(({ scopeNo }) => scopeNo === no) && !run.scopes.all().some((s) => s.parentNo === no))
      found.push(`scope ${no} is empty`)
  }
  return found
}

/** Of an ended instance only what it came to is left: its own variables and its closed incidents. */
function leftovers({ tokens, tasks, timers, subscriptions, scopes, incidents }: Run): string[] {
  const open = incidents.all().filter(({ closedAt }) => closedAt === null).length
  const left = { tokens: tokens.size, tasks: tasks.size, timers: timers.size, subscriptions: subscriptions.size, open }
  return [
    ...Object.entries(left).flatMap(([what, count]) => (count > 0 ? [`${count} ${what} left after the end`] : [])),
    ...(scopes.size === 1 ? [] : [`${scopes.size} scopes left after the end`]),
  ]
}
