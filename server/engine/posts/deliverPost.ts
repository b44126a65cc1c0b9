import { Missing } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { askIn } from '../ask.ts'
import { cancelInstance } from '../cancelInstance.ts'
import { broadcastSignal } from '../messages/broadcastSignal.ts'
import { correlateMessage } from '../messages/correlateMessage.ts'
import type { Caller, OutsidePost, Post, Run, Token } from '../run.ts'
import { startInstance } from '../startInstance.ts'
import { advanceOne } from '../store.ts'
import { advance, failWaiting, finishActivity, raise, waitOf } from '../walk/index.ts'
import type { Works } from '../work.ts'

/** What is done here and in one transaction. */
export type InsidePost = Exclude<Post, OutsidePost>

/** Does what an instance asked of others. What has become pointless meanwhile is nothing. */
export async function deliverPost(works: Works, post: InsidePost, ctx: Context): Promise<void> {
  switch (post.kind) {
    case 'message':
      await correlateMessage(works, post, ctx)
      return
    case 'signal':
      await broadcastSignal(works, post, ctx)
      return
    case 'call':
      return withCaller(works, post.caller, ctx, (run, token) => call(works, post, run, token))
    case 'return':
      return withCaller(works, post.caller, ctx, (run, token) => finishActivity(run, token, post.variables))
    case 'error':
    case 'escalation':
      return withCaller(works, post.caller, ctx, (run, token) => raiseAt(run, token, post.kind, post.code))
    case 'cancel':
      return cancelCalled(works, post.caller, ctx)
  }
}

type Reaction = (run: Run, token: Token) => Promise<void>

async function withCaller(works: Works, caller: Caller, ctx: Context, react: Reaction): Promise<void> {
  await advanceOne(works, caller.instanceId, ctx, async (run) => {
    const token = waitOf(run, caller)
    if (!token || run.instance.state !== 'active') return
    await react(run, token)
    await advance(run)
  })
}

/** The caller is locked, so that it cannot be interrupted between the question whether it waits and the start. */
async function call(works: Works, post: Post & { kind: 'call' }, run: Run, token: Token): Promise<void> {
  const { process, caller, variables } = post
  try {
    await startInstance(works, { process, businessKey: run.instance.businessKey, variables, caller }, run.ctx)
  } catch (error) {
    if (!(error instanceof Missing)) throw error
    await failWaiting(run, token, { code: 'processUnknown', message: `there is no process ${process}` })
  }
}

async function raiseAt(run: Run, token: Token, kind: 'error' | 'escalation', code: string): Promise<void> {
  const isCaught = await raise(run, token, { kind, code })
  if (!isCaught && kind === 'error')
    await failWaiting(run, token, { code: 'errorUncaught', message: `nobody catches the error ${code}` })
}

const CALLED = `select id from engine_instance
  where parent_id = $1 and parent_token_no = $2 and parent_scope_no = $3 and state = 'active'`

async function cancelCalled(works: Works, { instanceId, tokenNo, scopeNo }: Caller, ctx: Context): Promise<void> {
  const called = await askIn(ctx)<{ id: string }>(CALLED, [instanceId, tokenNo, scopeNo])
  for (const { id } of called) await cancelInstance(works, { instanceId: id, reason: 'interrupted' }, ctx)
}
