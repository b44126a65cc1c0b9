import { TextInput } from '@mantine/core'
import { IconSearch, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import type { Competence } from '#shared/contract/competence'
import { refusalText } from '../api/refusalText'
import classes from '../features/competence/Competence.module.css'
import { CompetenceDialog } from '../features/competence/CompetenceDialog'
import { CompetenceTable } from '../features/competence/CompetenceTable'
import { useCompetences } from '../features/competence/competenceCache'
import { competenceWords } from '../features/competence/words'
import { EmptyState } from '../ui/EmptyState'
import { ErrorState } from '../ui/ErrorState'
import { Skeletons } from '../ui/Skeletons'
import { useWords } from '../ui/words'

/** Units and skills of those who do tasks. */
export function CompetenceScreen() {
  const t = useWords(competenceWords)
  const { data, error, refetch } = useCompetences()
  const [sought, setSought] = useState('')
  const [opened, setOpened] = useState<Competence | null>(null)
  const items = data?.items ?? []
  const found = items.filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase()))
  const known = [...new Set(items.flatMap(({ skills }) => skills))].sort()
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <h1>{t.title}</h1>
        <TextInput
          className={classes.find}
          aria-label={t.find}
          placeholder={t.find}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
      </header>
      <p className={classes.hint}>{t.hint}</p>
      {error && !data && (
        <ErrorState title={t.failed} hint={refusalText(error, t.refusals)} onRetry={() => void refetch()} />
      )}
      {!data && !error && <Skeletons lines={6} />}
      {data && found.length > 0 && <CompetenceTable items={found} onChange={setOpened} />}
      {data && found.length === 0 && (
        <EmptyState
          icon={<IconUsers size={28} stroke={1.5} />}
          title={sought ? t.notFound : t.none}
          hint={sought ? undefined : t.noneHint}
        />
      )}
      {opened && <CompetenceDialog of={opened} known={known} onClose={() => setOpened(null)} />}
    </main>
  )
}
