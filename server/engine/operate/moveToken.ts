import { Refusal } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { type Element, isActivity } from '../definition.ts'
import { type Run, record, type Scope, type Token } from '../run.ts'
import { advanceOne } from '../store.ts'
import { advance, interrupt, levelAround } from '../walk/index.ts'
import type { Works } from '../work.ts'
import { type Standing, standingOf } from './standing.ts'

export type MoveInput = { instanceId: string; tokenNo: number; elementId: string; reason: string }
/** `from`: where the token stood. */
export type Moved = Standing & { from: string }

/**
 * Ends what waits at a token's node, with all inside it, and enters another node of the same level. Refusals: instanceEnded, tokenGone,
 * tokenInRounds (a round has no level of its own: its activity as a whole can be moved), elementUnknown, otherLevel, badTarget.
 */
export const moveToken = (works: Works, input: MoveInput, ctx: Context): Promise<Moved> =>
  advanceOne(works, input.instanceId, ctx, (run) => moveAndAdvance(run, input))

async function moveAndAdvance(run: Run, { tokenNo, elementId, reason }: MoveInput): Promise<Moved> {
  if (run.instance.state !== 'active') throw new Refusal('instanceEnded')
  const token = run.tokens.get(tokenNo)
  if (!token) throw new Refusal('tokenGone')
  const level = levelAround(run, token)
  if (!level) throw new Refusal('tokenInRounds')
  checkTarget(run, level, elementId)
  await move(run, token, elementId, reason)
  await advance(run)
  return { ...standingOf(run), from: token.elementId }
}

async function move(run: Run, token: Token, elementId: string, reason: string): Promise<void> {
  record(run, 'moved', token.elementId, token.no, { to: elementId, reason })
  const outside = await interrupt(run, token, 'cancelled')
  run.tokens.put({ ...outside, elementId, state: 'ready', since: run.ctx.now, via: null })
}

function checkTarget(run: Run, level: Scope, elementId: string): void {
  const target = run.definition.elements.get(elementId)
  if (!target) throw new Refusal('elementUnknown')
  if (target.within !== level.elementId) throw new Refusal('otherLevel')
  if (!mayEnter(target)) throw new Refusal('badTarget', { kind: target.kind })
}

/** A parallel join counts the ways tokens come by, and one that was put there has come by none. */
function mayEnter(target: Element): boolean {
  if (target.kind === 'start' || target.kind === 'boundary') return false
  if (target.kind === 'parallelGateway') return target.incoming.length < 2
  if (target.kind === 'subProcess' && target.isTriggered) return false
  return !(isActivity(target) && target.isForCompensation)
}
