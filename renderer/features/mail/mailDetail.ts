import type { Interaction } from '#shared/contract/interaction'
import { MailDetail, type MailPerson } from '#shared/contract/mail'

/** What the contact knows as a mail; a contact of the old times knows nothing, and is shown all the same. */
export const detailOf = ({ detail }: Pick<Interaction, 'detail'>): MailDetail =>
  MailDetail.safeParse(detail).data ?? MailDetail.parse({})

export const personText = ({ name, address }: MailPerson): string =>
  name && name !== address ? `${name} <${address}>` : address
