import { sql } from 'kysely'
import { type MailPerson, MailPerson as MailPersonSchema } from '#shared/contract/mail'
import type { Context } from '../../db/context.ts'
import { readSetting } from '../../db/setting.ts'

/** Who mail of the company is from. */
export const readSender = (ctx: Context): Promise<MailPerson> => readSetting(ctx, 'mailSender', MailPersonSchema)

/** Takes the address of the configuration from now on; the same one changes nothing. */
export async function useSender(sender: MailPerson, ctx: Context): Promise<void> {
  const now = await readSender(ctx)
  if (now.address === sender.address && now.name === sender.name) return
  await sql`
    insert into setting (name, valid_from, value, source)
    values ('mailSender', ${ctx.now}, ${JSON.stringify(sender)}::jsonb, 'configuration of the server')`.execute(ctx.tx)
}
