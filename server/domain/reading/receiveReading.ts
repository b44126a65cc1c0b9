import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { InteractionId, MeterId, ReadingId } from '#shared/contract/ids'
import type { Reading, ReadingChannel, ZoneValues } from '#shared/contract/reading'
import { type Judgement, judge } from '#shared/rules/reading'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { today } from '../calendar/index.ts'
import { dayKey, knownOf, lockMeters, telemetryOf } from './knownMeters.ts'
import { readLimits } from './limits.ts'
import { readingProcess } from './ports.ts'
import { acceptReading } from './settle.ts'
import { insertReading, selectAsked, selectReading } from './sql.ts'

export type NewReading = {
  meterId: MeterId
  takenOn: string
  values: ZoneValues
  channel: ReadingChannel
  interactionId: InteractionId | null
}

/**
 * Takes a reading from whatever channel: control, decision, and what follows from it. Most are accepted here and now; the rest
 * go on in the process. Whoever calls tells the person what came of it. Refusals: meterUnknown, nothingGiven.
 */
export async function receiveReading(input: NewReading, ctx: Context): Promise<Reading> {
  if (Object.keys(input.values).length === 0) throw new Refusal('nothingGiven', { field: 'values' })
  const reading = await receiveJudged(input, await control(input, ctx), ctx)
  await announce(ctx, 'readingReceived', { reading })
  return reading
}

/** The same for a reading that was judged already, its meter locked. */
export async function receiveJudged(
  input: NewReading,
  { findings, consumptionKwh }: Judgement,
  ctx: Context,
): Promise<Reading> {
  const asked = await selectAsked(ctx, input.meterId)
  const attempt = (asked?.attempt ?? 0) + 1
  const id = newId<ReadingId>()
  await insertReading({ ...input, id, findings, consumptionKwh, attempt }, ctx)
  const step = { readingId: id, meterId: input.meterId, findings, attempt }
  const waiting = asked && (await readingProcess().receive(step, ctx))
  if (waiting) await tieInstance(id, waiting.instanceId, ctx)
  else await begin(step, ctx)
  return selectReading(ctx, id)
}

async function control(input: NewReading, ctx: Context): Promise<Judgement> {
  const limits = await readLimits(ctx)
  const [meter] = await lockMeters([input.meterId], limits.readingsRemembered, ctx)
  if (!meter) throw new Refusal('meterUnknown')
  const telemetry = await telemetryOf([input], ctx)
  return judge(input, knownOf(meter, telemetry.get(dayKey(input)) ?? null), limits, await today(ctx))
}

type Step = Parameters<ReturnType<typeof readingProcess>['start']>[0]

/** An acceptance needs no instance of its own (docs/decisions/0008); whatever waits for somebody does. */
async function begin(step: Step, ctx: Context): Promise<void> {
  const verdict = await readingProcess().decide(step, ctx)
  if (verdict === 'accept' || verdict === 'remark') return acceptReading({ readingId: step.readingId }, ctx)
  const { instanceId } = await readingProcess().start(step, ctx)
  await tieInstance(step.readingId, instanceId, ctx)
}

/** The instance that decides on a reading; one that was asked for anew hands it on to the next. */
async function tieInstance(readingId: ReadingId, instanceId: string, ctx: Context): Promise<void> {
  await sql`update reading set instance_id = ${instanceId} where id = ${readingId}`.execute(ctx.tx)
}
