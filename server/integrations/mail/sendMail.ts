import { createTransport, type Transporter } from 'nodemailer'

export type OutgoingMail = {
  /** `<…>`, ours: the receiver drops a second delivery of it. */
  messageId: string
  from: { address: string; name: string }
  to: string
  subject: string
  text: string
  inReplyTo: string | null
  references: readonly string[]
  /** Written by a process and not by a person: other machines shall not answer it. */
  isAutomatic: boolean
  attachments: readonly { name: string; mediaType: string; bytes: Buffer }[]
}

/** `rejected`: the other side will never take it, so trying again by itself is of no use. */
export type Sent = { outcome: 'sent' } | { outcome: 'rejected'; reason: string }

export type MailSender = { send: (mail: OutgoingMail) => Promise<Sent>; close: () => void }

/** Sends by SMTP, `smtp://user:password@host:port` or `smtps://…`. Throws when it is worth trying again. */
export function openMailSender(url: string): MailSender {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 40_000,
    // a mail names files and addresses: what it names is never opened here
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return { send: (mail) => send(transport, mail), close: () => transport.close() }
}

async function send(transport: Transporter, mail: OutgoingMail): Promise<Sent> {
  try {
    await transport.sendMail({
      messageId: mail.messageId,
      from: mail.from,
      to: { address: mail.to, name: '' },
      envelope: { from: mail.from.address, to: [mail.to] },
      subject: mail.subject,
      text: mail.text,
      ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo } : {}),
      references: [...mail.references],
      headers: mail.isAutomatic ? { 'Auto-Submitted': 'auto-generated' } : {},
      attachments: mail.attachments.map((each) => ({
        filename: each.name,
        contentType: each.mediaType,
        content: each.bytes,
      })),
    })
    return { outcome: 'sent' }
  } catch (error) {
    const reason = rejectionOf(error)
    if (reason === null) throw error
    return { outcome: 'rejected', reason }
  }
}

/** A reply of 5xx is for good; except to the sign-in, which is our own configuration. */
export function rejectionOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('responseCode' in error) || typeof error.responseCode !== 'number') return null
  if ('code' in error && error.code === 'EAUTH') return null
  if (error.responseCode < 500) return null
  return 'response' in error && typeof error.response === 'string'
    ? error.response.slice(0, 300)
    : error.message.slice(0, 300)
}
