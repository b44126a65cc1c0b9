import { Button } from '@mantine/core'
import { IconArrowBackUp, IconPaperclip } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { SentOutMail } from '#shared/contract/mail'
import { refusalText } from '../api/refusalText'
import { server } from '../api/server'
import { ErrorState } from '../ui/ErrorState'
import { formatDateTime, formatSize } from '../ui/format'
import { Skeletons } from '../ui/Skeletons'
import { useWords } from '../ui/words'
import classes from './Mailbox.module.css'
import { mailboxWords } from './words'

/** One mail as its addressee has it, with the headers that join it to its thread. */
export function SentMail({ id, onAnswer }: { id: string; onAnswer: (mail: SentOutMail) => void }) {
  const t = useWords(mailboxWords)
  const { data, error, refetch } = useQuery({
    queryKey: ['sentOut', id],
    queryFn: () => server.openSentOut({ sentOutId: id }),
  })
  if (error) return <ErrorState hint={refusalText(error, t.refusals)} onRetry={() => void refetch()} />
  if (!data) return <Skeletons lines={5} />
  return (
    <article className={classes.opened} aria-label={data.subject || t.noSubject}>
      <h2>{data.subject || t.noSubject}</h2>
      <p className={classes.who}>
        {data.from?.name} &lt;{data.from?.address}&gt; → {data.to.join(', ')}, {formatDateTime(data.at)}
      </p>
      <pre className={classes.text}>{data.text}</pre>
      {data.files.length > 0 && (
        <ul className={classes.files} aria-label={t.files}>
          {data.files.map(({ name, sizeBytes }) => (
            <li key={`${name} ${sizeBytes}`}>
              <IconPaperclip size={14} aria-hidden /> {name}, {formatSize(sizeBytes)}
            </li>
          ))}
        </ul>
      )}
      <Button variant="default" leftSection={<IconArrowBackUp size={16} />} onClick={() => onAnswer(data)}>
        {t.answer}
      </Button>
      <h3>{t.headers}</h3>
      <dl className={classes.headers}>
        <Header name="Message-ID" value={data.messageId} />
        <Header name="In-Reply-To" value={data.inReplyTo} />
        <Header name="References" value={data.references.join(' ') || null} />
      </dl>
    </article>
  )
}

function Header({ name, value }: { name: string; value: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value ?? '–'}</dd>
    </div>
  )
}
