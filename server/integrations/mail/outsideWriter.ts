import { createTransport } from 'nodemailer'
import { rejectionOf } from './sendMail.ts'

export type OutsideMail = {
  from: { address: string; name: string }
  subject: string
  text: string
  inReplyTo: string | null
  references: readonly string[]
  files: readonly { name: string; mediaType: string; bytes: Buffer }[]
}
export type Written = { outcome: 'sent'; messageId: string } | { outcome: 'rejected'; reason: string }

/** The demo's stranger: writes to the company over its SMTP port, as any mail program would. */
export const openOutsideWriter =
  (port: number, companyAddress: string) =>
  async (mail: OutsideMail): Promise<Written> => {
    const transport = createTransport({ host: '127.0.0.1', port, disableFileAccess: true, disableUrlAccess: true })
    try {
      const { messageId } = await transport.sendMail({
        from: mail.from,
        to: companyAddress,
        subject: mail.subject,
        text: mail.text,
        ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo } : {}),
        references: [...mail.references],
        attachments: mail.files.map(({ name, mediaType, bytes }) => ({
          filename: name,
          contentType: mediaType,
          content: bytes,
        })),
      })
      return { outcome: 'sent', messageId }
    } catch (error) {
      return {
        outcome: 'rejected',
        reason: rejectionOf(error) ?? (error instanceof Error ? error.message : String(error)),
      }
    } finally {
      transport.close()
    }
  }
