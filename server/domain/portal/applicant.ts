import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '#shared/contract/contract'
import type { ConsumerId, InteractionId } from '#shared/contract/ids'
import type { Applicant, PortalChannel } from '#shared/contract/portal'
import type { Context } from '../../db/context.ts'
import { readSetting } from '../../db/setting.ts'
import { findByAccount } from '../consumer/index.ts'
import { changeInteraction, loadInteraction } from '../interaction/index.ts'
import { answerAddressOf, namesAgree } from './rules.ts'

type Came = { applicant: Applicant; answerChannel: PortalChannel; website: string }

/**
 * A person who files something by themselves: who they are known to be, and where they are answered. `system`: in whose name it is
 * written. Refusals: looksAutomatic, contactRequired, answerAddressRequired, tooMany.
 */
export async function receiveApplicant({ applicant, answerChannel, website }: Came, ctx: Context) {
  if (website) throw new Refusal('looksAutomatic')
  const { name, phone, email, address } = applicant
  if (!phone && !email && !address) throw new Refusal('contactRequired')
  const answerAddress = answerAddressOf(answerChannel, applicant)
  if (answerAddress === null) throw new Refusal('answerAddressRequired', { field: answerChannel })
  await limitRate(email ?? phone, ctx)
  const system: Context = { ...ctx, actor: { kind: 'system', name: 'portal' } }
  const received = {
    applicantName: name,
    consumerId: await byAccount(applicant, system),
    phone: phone ?? undefined,
    email: email ?? undefined,
    answerChannel,
    answerAddress,
  }
  return { received, system }
}

/** An applicant whom nothing identifies waits for staff to tie them to a consumer. */
export async function awaitRecognition(
  { interactionId, applicant }: { interactionId: InteractionId; applicant: Applicant },
  ctx: Context,
): Promise<void> {
  const contact = await loadInteraction({ interactionId }, ctx)
  if (contact.consumerId) return
  await changeInteraction({ interactionId, state: 'waiting', endedAt: null, detail: { applicant } }, ctx)
}

async function byAccount({ accountNumber, name }: Applicant, ctx: Context): Promise<ConsumerId | undefined> {
  if (!accountNumber) return undefined
  const found = await findByAccount({ number: accountNumber }, ctx)
  const [only] = found.filter((line) => namesAgree(name, line.name))
  return found.length === 1 ? only?.id : undefined
}

async function limitRate(contact: string | null, ctx: Context) {
  if (!contact) return
  const max = await readSetting(ctx, 'portalAppealsPerHour', z.number())
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from interaction
    where channel = 'portal' and address = ${contact} and started_at > ${ctx.now}::timestamptz - interval '1 hour'`.execute(
    ctx.tx,
  )
  if ((rows[0]?.n ?? 0) >= max) throw new Refusal('tooMany')
}
