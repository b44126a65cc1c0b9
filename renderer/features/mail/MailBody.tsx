import { IconArrowBackUp } from '@tabler/icons-react'
import type { Interaction, Message } from '#shared/contract/interaction'
import { formatDateTime } from '../../ui/format'
import { useWords } from '../../ui/words'
import { DeliveryState } from './DeliveryState'
import { HtmlMail } from './HtmlMail'
import classes from './MailBody.module.css'
import { MailFiles } from './MailFiles'
import { MailMarks } from './MailMarks'
import { MailText } from './MailText'
import { detailOf, personText } from './mailDetail'
import { askToReply } from './replyIntent'
import { mailWords } from './words'

/** A mail opened in place: who to whom, its own words first, the quoted ones behind a press, its files. */
export function MailBody({ interaction, messages }: { interaction: Interaction; messages: Message[] }) {
  const t = useWords(mailWords)
  const detail = detailOf(interaction)
  const { delivery, deliveryError } = detail
  return (
    <div className={classes.mail}>
      <MailHead interaction={interaction} />
      <MailMarks detail={detail} />
      {messages.map((message) => (
        <div key={message.id}>
          {message.html ? (
            <HtmlMail html={message.html} remoteImages={message.remoteImages} />
          ) : (
            <MailText text={message.text} folds={detail.folds} />
          )}
          <MailFiles attachments={message.attachments} />
        </div>
      ))}
      {interaction.direction === 'out' && delivery && (
        <DeliveryState interaction={interaction} delivery={delivery} error={deliveryError} />
      )}
      {interaction.direction === 'in' && interaction.consumerId && (
        <a
          className={classes.reply}
          href={`#/consumers/${interaction.consumerId}/${interaction.id}`}
          onClick={() => askToReply(interaction.id)}
        >
          <IconArrowBackUp size={16} aria-hidden /> {t.reply}
        </a>
      )}
    </div>
  )
}

function MailHead({ interaction }: { interaction: Interaction }) {
  const t = useWords(mailWords)
  const { from, to, cc, sentAt } = detailOf(interaction)
  const sender = from ? personText(from) : interaction.direction === 'in' ? interaction.address : null
  const receivers =
    to.length > 0 ? to.map(personText).join(', ') : interaction.direction === 'out' ? interaction.address : null
  return (
    <div className={classes.head}>
      <dl>
        <Row name={t.from} value={sender ?? (interaction.direction === 'in' ? t.nobody : null)} />
        <Row name={t.to} value={receivers} />
        <Row name={t.cc} value={cc.length > 0 ? cc.map(personText).join(', ') : null} />
      </dl>
      {sentAt && isLate(sentAt, interaction.startedAt) && <span>{t.sentAt({ at: formatDateTime(sentAt) })}</span>}
    </div>
  )
}

const LATE_MS = 10 * 60_000
/** A mail that was long on its way, or whose sender's clock is wrong: worth a word. */
const isLate = (sentAt: string, cameAt: string) => Math.abs(Date.parse(cameAt) - Date.parse(sentAt)) > LATE_MS

function Row({ name, value }: { name: string; value: string | null }) {
  if (!value) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd title={value}>{value}</dd>
    </div>
  )
}
