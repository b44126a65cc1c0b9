import { Button, Switch } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { TermRow } from '#shared/contract/term'
import { refusalText } from '../api/refusalText'
import { useMe } from '../api/session'
import { NewTerm } from '../features/term/NewTerm'
import classes from '../features/term/Term.module.css'
import { TermTable } from '../features/term/TermTable'
import { stateOf, useTermFacts, useTerms } from '../features/term/termCache'
import { termWords } from '../features/term/words'
import { ErrorState } from '../ui/ErrorState'
import { Skeletons } from '../ui/Skeletons'
import { useWords } from '../ui/words'

/** Every dated term; an administrator adds what holds from a day on. */
export function TermsScreen() {
  const t = useWords(termWords)
  useTermFacts()
  const mayEdit = useMe().roles.includes('administrator')
  const { data, error, refetch } = useTerms()
  const [showsOver, setShowsOver] = useState(false)
  const [opened, setOpened] = useState<{ begin: TermRow | null } | null>(null)
  const rows = (data?.items ?? []).filter((row) => showsOver || stateOf(row, data?.today ?? '') !== 'over')
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <h1>{t.title}</h1>
        <Switch
          size="xs"
          label={t.showOver}
          checked={showsOver}
          onChange={(event) => setShowsOver(event.currentTarget.checked)}
        />
        {mayEdit && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpened({ begin: null })}>
            {t.add}
          </Button>
        )}
      </header>
      <p className={classes.hint}>{t.hint}</p>
      {error && !data && (
        <ErrorState title={t.failed} hint={refusalText(error, t.refusals)} onRetry={() => void refetch()} />
      )}
      {!data && !error && <Skeletons lines={6} />}
      {data && <TermTable rows={rows} today={data.today} onChange={mayEdit ? (begin) => setOpened({ begin }) : null} />}
      {opened && (
        <NewTerm
          names={[...new Set(data?.items.map(({ name }) => name))]}
          begin={opened.begin}
          onClose={() => setOpened(null)}
        />
      )}
    </main>
  )
}
