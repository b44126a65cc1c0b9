import { sql } from 'kysely'
import { Missing, Refusal } from '#shared/contract/contract'
import { SentOut, SentOutMail } from '#shared/contract/mail'
import type { Context } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import type { IncomingMail, MailPorts } from './ports.ts'
import { readSender } from './sender.ts'

/** The demo's world outside has got a mail of ours; one that came twice is there once. */
export async function keepSentOut(
  { mail, to }: { mail: IncomingMail; to: readonly string[] },
  ctx: Context,
): Promise<void> {
  const files = mail.attachments.map(({ name, bytes }) => ({ name, sizeBytes: bytes.length }))
  await sql`
    insert into mail_sent_out (id, at, raw_sha256, from_person, to_addresses, subject, rfc_message_id, in_reply_to, "references", text, files)
    select ${newId<string>()}::uuid, ${ctx.now}, ${mail.raw.sha256}, ${JSON.stringify(mail.from)}::jsonb, ${to}::text[], ${mail.subject},
      ${mail.messageId}, ${mail.inReplyTo}, ${mail.references}::text[], ${mail.text}, ${JSON.stringify(files)}::jsonb
    where not exists (select 1 from mail_sent_out where rfc_message_id = ${mail.messageId})
    on conflict (raw_sha256) do nothing`.execute(ctx.tx)
}

const columns = sql`
  id, at, from_person as "from", to_addresses as "to", subject, rfc_message_id as "messageId", in_reply_to as "inReplyTo",
  "references", text, files`
type Row = Record<string, unknown> & { at: Date }
const withIso = (row: Row) => ({ ...row, at: row.at.toISOString() })
const NEWEST = 200

type Demo = NonNullable<MailPorts['writeFromOutside']>
function demoOf({ writeFromOutside }: MailPorts): Demo {
  if (!writeFromOutside) throw new Refusal('notInDemo')
  return writeFromOutside
}

export const listSentOut = (ports: MailPorts) => async (_input: object, ctx: Context) => {
  demoOf(ports)
  const { rows } =
    await sql<Row>`select ${columns} from mail_sent_out order by at desc, id desc limit ${NEWEST}`.execute(ctx.tx)
  return { companyAddress: (await readSender(ctx)).address, mails: rows.map((row) => SentOut.parse(withIso(row))) }
}

export const openSentOut = (ports: MailPorts) => (input: { sentOutId: string }, ctx: Context) => {
  demoOf(ports)
  return selectSentOut(input.sentOutId, ctx)
}

async function selectSentOut(id: string, ctx: Context): Promise<SentOutMail> {
  const { rows } = await sql<Row>`select ${columns} from mail_sent_out where id = ${id}`.execute(ctx.tx)
  if (!rows[0]) throw new Missing('noSuchMail')
  return SentOutMail.parse(withIso(rows[0]))
}

type Written = {
  from: string
  name: string
  subject: string
  text: string
  answersId: string | null
  files: readonly { name: string; mediaType: string; base64: string }[]
}

/** Refusals: notInDemo; notTaken, with what the mail server said. */
export const writeFromOutside = (ports: MailPorts) => async (input: Written, ctx: Context) => {
  const write = demoOf(ports)
  const answered = input.answersId ? await selectSentOut(input.answersId, ctx) : null
  const sent = await write({
    from: { address: input.from, name: input.name },
    subject: input.subject,
    text: input.text,
    inReplyTo: answered?.messageId ?? null,
    references: answered ? [...answered.references, ...(answered.messageId ? [answered.messageId] : [])] : [],
    files: input.files.map(({ name, mediaType, base64 }) => ({
      name,
      mediaType,
      bytes: Buffer.from(base64, 'base64'),
    })),
  })
  if (sent.outcome === 'rejected') throw new Refusal('notTaken', { reason: sent.reason })
  return { messageId: sent.messageId }
}
