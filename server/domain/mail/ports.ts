import type { MailPerson } from '#shared/contract/mail'

export type IncomingFile = { name: string; mediaType: string; bytes: Buffer; isInline: boolean }

/** A mail from outside, read and made safe. */
export type IncomingMail = {
  messageId: string | null
  inReplyTo: string | null
  references: readonly string[]
  from: MailPerson | null
  to: readonly MailPerson[]
  cc: readonly MailPerson[]
  subject: string
  date: string | null
  text: string
  folds: [number, number][]
  ownText: string
  /** An image of the mail itself is `data-inline="position in attachments"`. */
  html: string | null
  remoteImages: number
  attachments: readonly IncomingFile[]
  automatic: 'autoReply' | 'bounce' | 'bulk' | null
  undelivered: string | null
  damage: 'truncated' | 'unreadable' | 'tooManyParts' | 'tooLong' | null
  raw: { sha256: string }
  contentSha256: string
}

/** A mail that leaves the company. */
export type OutgoingMail = {
  messageId: string
  from: MailPerson
  to: string
  subject: string
  text: string
  inReplyTo: string | null
  references: readonly string[]
  isAutomatic: boolean
  attachments: readonly { name: string; mediaType: string; bytes: Buffer }[]
}

/** Throws when it is worth trying again; `rejected` when it is not. */
export type SendMail = (mail: OutgoingMail) => Promise<{ outcome: 'sent' } | { outcome: 'rejected'; reason: string }>

/** A mail from outside to the company, written on the demo's page. */
export type OutsideMail = {
  from: MailPerson
  subject: string
  text: string
  inReplyTo: string | null
  references: readonly string[]
  files: readonly { name: string; mediaType: string; bytes: Buffer }[]
}
/** Delivers it by SMTP and answers its Message-ID. */
export type WriteFromOutside = (
  mail: OutsideMail,
) => Promise<{ outcome: 'sent'; messageId: string } | { outcome: 'rejected'; reason: string }>

export type MailPorts = {
  /** Null where there is no demo: the world outside is real there and cannot be looked at. */
  writeFromOutside: WriteFromOutside | null
}
