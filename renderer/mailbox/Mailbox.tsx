import { Button } from '@mantine/core'
import { IconMail, IconMailOff, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Refusal } from '#shared/contract/contract'
import type { SentOut, SentOutMail } from '#shared/contract/mail'
import { refusalText } from '../api/refusalText'
import { server } from '../api/server'
import { EmptyState } from '../ui/EmptyState'
import { ErrorState } from '../ui/ErrorState'
import { formatDateTime } from '../ui/format'
import { Skeletons } from '../ui/Skeletons'
import { useLanguage, useWords } from '../ui/words'
import classes from './Mailbox.module.css'
import { SentMail } from './SentMail'
import { WriteForm } from './WriteForm'
import { mailboxWords } from './words'

/** The demo's world outside: what has left the company, and a desk to write to it from. */
export function Mailbox() {
  const t = useWords(mailboxWords)
  const [language, setLanguage] = useLanguage()
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [answered, setAnswered] = useState<SentOutMail | null>(null)
  // the page hears no facts, for nobody is signed in: it looks again when somebody looks at it
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['sentOut'],
    queryFn: () => server.listSentOut({}),
    refetchOnWindowFocus: 'always',
  })
  useEffect(() => {
    document.title = t.title
  }, [t])
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div>
          <h1>{t.title}</h1>
          <p>{t.hint}</p>
        </div>
        <Button
          variant="subtle"
          lang={language === 'ru' ? 'en' : 'ru'}
          onClick={() => setLanguage(language === 'ru' ? 'en' : 'ru')}
        >
          {t.otherLanguage}
        </Button>
      </header>
      {error ? (
        <main className={classes.main}>
          <Failed error={error} onRetry={() => void refetch()} />
        </main>
      ) : (
        <main className={classes.main}>
          <section className={classes.list} aria-label={t.sent}>
            <div className={classes.listHead}>
              <h2>{t.sent}</h2>
              <Button
                size="compact-sm"
                variant="default"
                loading={isFetching}
                leftSection={<IconRefresh size={15} />}
                onClick={() => void refetch()}
              >
                {t.refresh}
              </Button>
            </div>
            {data ? <List mails={data.mails} chosenId={chosenId} onChoose={setChosenId} /> : <Skeletons lines={4} />}
          </section>
          <section className={classes.mail}>
            {chosenId ? (
              <SentMail id={chosenId} onAnswer={setAnswered} />
            ) : (
              <EmptyState icon={<IconMail size={28} stroke={1.5} />} title={t.choose} />
            )}
          </section>
          <section className={classes.write} aria-label={t.write}>
            <h2>{t.write}</h2>
            {data && (
              <WriteForm
                key={answered?.id ?? 'new'}
                companyAddress={data.companyAddress}
                answered={answered}
                onNew={() => setAnswered(null)}
              />
            )}
          </section>
        </main>
      )}
    </div>
  )
}

type ListProps = { mails: readonly SentOut[]; chosenId: string | null; onChoose: (id: string) => void }
function List({ mails, chosenId, onChoose }: ListProps) {
  const t = useWords(mailboxWords)
  if (mails.length === 0) return <EmptyState isCompact title={t.empty} hint={t.emptyHint} />
  return (
    <ul className={classes.mails}>
      {mails.map(({ id, to, subject, at }) => (
        <li key={id}>
          <button
            type="button"
            className={classes.line}
            aria-current={id === chosenId || undefined}
            onClick={() => onChoose(id)}
          >
            <b>{subject || t.noSubject}</b>
            <span>{to.join(', ')}</span>
            <time dateTime={at}>{formatDateTime(at)}</time>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useWords(mailboxWords)
  if (error instanceof Refusal && error.code === 'notInDemo')
    return <EmptyState icon={<IconMailOff size={28} stroke={1.5} />} title={t.notInDemo} />
  return <ErrorState hint={refusalText(error, t.refusals)} onRetry={onRetry} />
}
