import { sql } from 'kysely'
import { z } from 'zod'
import type { Case, CaseDiagram, OpenedCase } from '#shared/contract/case'
import { Denied, Missing, Refusal } from '#shared/contract/contract'
import type { CaseId, ConsumerId } from '#shared/contract/ids'
import { type Context, seesBranch } from '../../db/context.ts'
import { guardConsumer } from '../consumer/index.ts'
import { listNotices } from '../notice/index.ts'
import { listTasksOfCase } from '../task/index.ts'
import { extensibleUntil } from './extendCase.ts'
import { caseProcess } from './ports.ts'
import { loadCase, selectAttachments, selectCases, selectEvents, selectInside } from './sql.ts'

type Which = { caseId: CaseId }

export async function openCase({ caseId }: Which, ctx: Context): Promise<OpenedCase> {
  const found = await loadCase({ caseId }, ctx)
  const { instanceId } = await selectInside(ctx, caseId)
  const incidents = instanceId ? (await caseProcess().inspect({ instanceId }, ctx)).incidents : []
  return {
    case: found,
    events: await selectEvents(ctx, caseId),
    tasks: await listTasksOfCase({ caseId }, ctx),
    notices: await listNotices({ caseId }, ctx),
    attachments: await selectAttachments(ctx, caseId),
    extensibleUntil: await extensibleUntil(found, ctx),
    failures: incidents.map(({ elementId, message, attempts, openedAt }) => ({
      elementId,
      message,
      attempts,
      at: openedAt.toISOString(),
    })),
  }
}

export async function findCase({ number }: { number: string }, ctx: Context): Promise<Case> {
  const [found] = await selectCases(ctx, sql`where k.number = ${number}`)
  if (!found) throw new Missing('noSuchCase')
  if (!seesBranch(ctx.actor, found.branchId)) throw new Denied('otherBranch')
  return found
}

const Cursor = z.tuple([z.enum(['0', '1']), z.iso.datetime(), z.uuid()])

/** Open ones first, then the newest. Refusal: badCursor. */
export async function listCases(
  input: { consumerId: ConsumerId; after?: string | undefined; limit: number },
  ctx: Context,
) {
  await guardConsumer(input, ctx)
  const rest = input.after === undefined ? sql`` : after(input.after)
  const found = await selectCases(
    ctx,
    sql`where k.consumer_id = ${input.consumerId} ${rest} order by (k.closed_at is not null), k.registered_at desc, k.id desc limit ${input.limit + 1}`,
  )
  const items = found.slice(0, input.limit)
  const last = items.at(-1)
  return {
    items,
    next: found.length > input.limit && last ? `${last.closedAt ? 1 : 0}_${last.registeredAt}_${last.id}` : null,
  }
}

function after(text: string) {
  const cursor = Cursor.safeParse(text.split('_'))
  if (!cursor.success) throw new Refusal('badCursor')
  const [isClosed, registeredAt, id] = cursor.data
  return sql`and ((k.closed_at is not null)::int > ${isClosed}::int
    or ((k.closed_at is not null)::int = ${isClosed}::int and (k.registered_at, k.id) < (${registeredAt}::timestamptz, ${id}::uuid)))`
}

export async function caseDiagram({ caseId }: Which, ctx: Context): Promise<CaseDiagram> {
  await loadCase({ caseId }, ctx)
  const { instanceId } = await selectInside(ctx, caseId)
  if (!instanceId) throw new Missing('noProcess')
  const { xml, version, state, active, visited, flows } = await caseProcess().inspect({ instanceId }, ctx)
  const where = (wanted: 'waiting' | 'failed') =>
    active.filter((token) => token.state === wanted).map((token) => token.elementId)
  return { xml, version, state, active: where('waiting'), failed: where('failed'), visited: [...visited, ...flows] }
}

export async function retryCase({ caseId }: Which, ctx: Context): Promise<{ stillFailing: number }> {
  await loadCase({ caseId }, ctx)
  const { instanceId } = await selectInside(ctx, caseId)
  if (!instanceId) throw new Missing('noProcess')
  return { stillFailing: (await caseProcess().retry({ instanceId }, ctx)).stillOpen }
}
