export type MailAddress = { address: string; name: string }

export type MailFile = {
  name: string
  mediaType: string
  bytes: Buffer
  /** Shown inside the text rather than listed beside it. */
  isInline: boolean
}

/** Why the raw source stands among the attachments: something of it could not be shown. */
export type Damage = 'truncated' | 'unreadable' | 'tooManyParts' | 'tooLong'

/** Written by a machine, hence never answered by one. */
export type Automatic = 'autoReply' | 'bounce' | 'bulk'

export type ParsedMail = {
  messageId: string | null
  inReplyTo: string | null
  references: string[]
  from: MailAddress | null
  to: MailAddress[]
  cc: MailAddress[]
  subject: string
  /** ISO; null when the mail names none that can be read. */
  date: string | null
  text: string
  /** The quoted parts of `text`, as [from, to) positions. */
  folds: [from: number, to: number][]
  ownText: string
  /** Safe to show; an image of the mail itself is `<img data-inline="position in attachments">`. */
  html: string | null
  /** How many images wait in `data-remote-src` until the reader asks. */
  remoteImages: number
  attachments: MailFile[]
  automatic: Automatic | null
  /** Of a bounce: the Message-ID of the mail that did not arrive. */
  undelivered: string | null
  damage: Damage | null
  raw: RawMail
  /** The same for two deliveries of one mail, whatever stations stamped it on its way. */
  contentSha256: string
}

/** A mail as it came, kept on disk: a 40 MB mail is never wholly in memory before it is read. */
export type RawMail = { path: string; sha256: string; sizeBytes: number }

export type Envelope = { from: string | null; to: string[] }
