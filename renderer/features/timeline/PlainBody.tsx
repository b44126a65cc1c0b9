import type { Interaction, Message } from '#shared/contract/interaction'
import { formatTime } from '../../ui/format'
import { useWords } from '../../ui/words'
import { Attachments } from './Attachments'
import classes from './EntryBody.module.css'
import { timelineWords } from './words'

/** A contact whose channel has no manner of its own: who, when, what. */
export function PlainBody({ interaction, messages }: { interaction: Interaction; messages: Message[] }) {
  const t = useWords(timelineWords)
  if (messages.length === 0) return <p className={classes.empty}>{interaction.preview || t.noMessages}</p>
  return (
    <ul className={classes.messages}>
      {messages.map((message) => (
        <li key={message.id}>
          <div className={classes.by}>
            <span>{message.authorName}</span>
            <time dateTime={message.at}>{formatTime(message.at)}</time>
          </div>
          <p className={classes.text}>{message.text}</p>
          <Attachments attachments={message.attachments} />
        </li>
      ))}
    </ul>
  )
}
