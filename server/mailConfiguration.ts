import { z } from 'zod'

const Address = (protocols: string[]) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
      error: `must be an address that begins with ${protocols.map((each) => `${each}//`).join(' or ')}`,
    })
    .optional()

/** How the server reaches the company's real mail; nothing of it in the demo. */
export const MailConfiguration = z.object({
  /** Who mail is from, and where it comes in. */
  OKNO_MAIL_ADDRESS: z.email().optional(),
  OKNO_MAIL_NAME: z.string().max(100).optional(),
  /** `smtps://user:password@host:465` */
  OKNO_SMTP_URL: Address(['smtp:', 'smtps:']),
  /** `imaps://user:password@host:993/INBOX` */
  OKNO_IMAP_URL: Address(['imap:', 'imaps:']).transform((text) => (text ? new URL(text) : undefined)),
})
