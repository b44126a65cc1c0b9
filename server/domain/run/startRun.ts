import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { ConsumerId, InteractionId, RunId } from '#shared/contract/ids'
import type { ProcessKey } from '#shared/contract/process'
import type { Run } from '#shared/contract/run'
import { announce } from '../../db/announce.ts'
import { type Context, staffOf } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { today } from '../calendar/index.ts'
import { addSearchWords, guardConsumer } from '../consumer/index.ts'
import { lockInteraction, tieInteraction } from '../interaction/index.ts'
import { runProcess } from './ports.ts'
import { runNumber } from './rules.ts'
import { selectRuns } from './sql.ts'

type Input = { consumerId: ConsumerId; key: ProcessKey; interactionId?: InteractionId | undefined }

/**
 * Starts a drawn process for a consumer, up to its first wait. An unknown person's contact becomes the consumer's. Refusals:
 * notStartable, interactionOfAnother.
 */
export async function startRun({ consumerId, key, interactionId }: Input, ctx: Context): Promise<Run> {
  const branchId = await guardConsumer({ consumerId }, ctx)
  const process = (await runProcess().startable(ctx)).find((one) => one.key === key)
  if (!process) throw new Refusal('notStartable')
  if (interactionId) await adopt(interactionId, consumerId, ctx)
  const id = newId<RunId>()
  const number = await nextNumber(ctx)
  // the first steps ask by the number whose they are, so the row stands before the instance begins
  await sql`
    insert into process_run (id, number, process_key, process_name, version, consumer_id, branch_id, interaction_id, state, started_at, started_by)
    values (${id}, ${number}, ${key}, ${process.name}, ${process.version}, ${consumerId}, ${branchId}, ${interactionId ?? null}, 'active',
      ${ctx.now}, ${staffOf(ctx).id})`.execute(ctx.tx)
  await addSearchWords({ consumerId, text: number }, ctx)
  const variables = { consumerId, runNumber: number }
  const { instanceId } = await runProcess().start({ key, businessKey: number, variables }, ctx)
  await sql`update process_run set instance_id = ${instanceId} where id = ${id}`.execute(ctx.tx)
  const [row] = await selectRuns(ctx, sql`where r.id = ${id}`)
  if (!row) throw new Error('the run just written is gone')
  await announce(ctx, 'runStarted', { run: row.run })
  return row.run
}

async function nextNumber(ctx: Context): Promise<string> {
  const year = Number((await today(ctx)).slice(0, 4))
  const { rows } = await sql<{ last: number }>`
    insert into process_run_counter (year, last) values (${year}, 1)
    on conflict (year) do update set last = process_run_counter.last + 1 returning last`.execute(ctx.tx)
  return runNumber(year, rows[0]?.last ?? 1)
}

async function adopt(interactionId: InteractionId, consumerId: ConsumerId, ctx: Context) {
  const interaction = await lockInteraction({ interactionId }, ctx)
  if (interaction.consumerId === null) await tieInteraction({ interactionId, consumerId }, ctx)
  else if (interaction.consumerId !== consumerId) throw new Refusal('interactionOfAnother')
}
