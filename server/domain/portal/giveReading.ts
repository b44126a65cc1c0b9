import { sql } from 'kysely'
import { z } from 'zod'
import { Missing, Refusal } from '#shared/contract/contract'
import type { InteractionId, MeterId } from '#shared/contract/ids'
import type { Reading, ReadingOutcome, ZoneValues } from '#shared/contract/reading'
import type { Context } from '../../db/context.ts'
import { readSetting } from '../../db/setting.ts'
import { companyOffset, today } from '../calendar/index.ts'
import { admitVisitor, visitorOf } from '../chat/index.ts'
import { addMessage, startInteraction } from '../interaction/index.ts'
import { findMeters, outcomeText, receiveReading, selectReadings, valuesText } from '../reading/index.ts'

type Given = { number: string; meterId: MeterId; values: ZoneValues; token: string; website: string }

/**
 * A person gives a reading of today. It stands on the timeline as a contact of the portal, and the bearer of the token may watch
 * what becomes of it. Refusals: looksAutomatic, meterUnknown, nothingGiven, tooMany.
 */
export async function giveReading(input: Given, ctx: Context): Promise<ReadingOutcome> {
  if (input.website) throw new Refusal('looksAutomatic')
  const meter = (await findMeters(input, ctx)).find(({ id }) => id === input.meterId)
  if (!meter) throw new Refusal('meterUnknown', { field: 'number' })
  await limitRate(meter.id, ctx)
  const system: Context = { ...ctx, actor: { kind: 'system', name: 'portal' } }
  const { id: interactionId } = await startInteraction(
    {
      consumerId: meter.consumerId,
      channel: 'portal',
      direction: 'in',
      state: 'ended',
      subject: `Показания счётчика ${meter.number}`,
    },
    system,
  )
  const text = valuesText(input.values)
  await addMessage({ interactionId, author: 'consumer', authorName: 'Личный кабинет', text }, system)
  const given = { meterId: meter.id, takenOn: await today(ctx), values: input.values, channel: 'portal' as const }
  const outcome = await outcomeOf(await receiveReading({ ...given, interactionId }, system), ctx)
  await addMessage({ interactionId, author: 'system', authorName: 'Окно', text: outcome.text }, system)
  await admitVisitor({ token: input.token, interactionId }, ctx)
  return outcome
}

/** What has become of the reading of this contact. */
export async function openGivenReading(_input: object, ctx: Context): Promise<ReadingOutcome> {
  const interactionId: InteractionId = visitorOf(ctx)
  const [reading] = await selectReadings(
    ctx,
    sql`where r.interaction_id = ${interactionId} and r.channel = 'portal' order by r.received_at desc limit 1`,
  )
  if (!reading) throw new Missing('noSuchReading')
  return outcomeOf(reading, ctx)
}

const outcomeOf = async (reading: Reading, ctx: Context): Promise<ReadingOutcome> => ({
  state: reading.state,
  findings: reading.findings,
  text: outcomeText(reading, await companyOffset(ctx)),
})

async function limitRate(meterId: MeterId, ctx: Context): Promise<void> {
  const most = await readSetting(ctx, 'readingsPerHour', z.number())
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from reading
    where meter_id = ${meterId} and channel = 'portal' and received_at > ${ctx.now}::timestamptz - interval '1 hour'`.execute(
    ctx.tx,
  )
  if ((rows[0]?.n ?? 0) >= most) throw new Refusal('tooMany')
}
